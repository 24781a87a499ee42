//! How the system's allocator keeps the memory of the program.

/// Before it has threads: lets them share two heaps. By itself the allocator of glibc gives nearly every thread one of its own,
/// and each keeps what its thread once needed: 16 MB more after sixty people at once (docs/performance.md).
pub fn share_heaps() {
    #[cfg(target_env = "gnu")]
    #[expect(unsafe_code, reason = "a call with two numbers into the C library, which has no safe face")]
    // SAFETY: mallopt takes no pointers and is called while there is one thread. Refused, all stays as it was.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 2);
    }
}
