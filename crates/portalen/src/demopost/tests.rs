//! The mail of the demo.

use kern::on_both_engines;

use crate::wereld::World;
use crate::{Portaalconfig, Routes};

const MAIL: &str = "From: \"Gemeente Klein\" <info@klein.example.nl>\r\nTo: jan@example.nl\r\nSubject: Uw afspraak\r\n\r\nTot dan, <b>Jan</b>.\r\n";

on_both_engines! {
    async fn what_would_have_been_mailed_is_shown_in_a_demo(engine) {
        let map = std::env::temp_dir().join(format!("loket-demopost-{engine}-{}", std::process::id()));
        std::fs::create_dir_all(&map).unwrap();
        std::fs::write(map.join("2026-1.eml"), MAIL).unwrap();
        let config = Portaalconfig { demo: true, demopost: Some(map.clone()), ..Portaalconfig::default() };
        let w = World::met(engine, config, Routes::new()).await;
        let visitor = w.niemand();
        visitor.get("/demo/post").await.ok().bevat("Uw afspraak").bevat("/demo/post/2026-1.eml");
        visitor.get("/demo/post/2026-1.eml").await.ok().bevat("jan@example.nl").bevat("Tot dan, &#60;b&#62;Jan");
        for other in ["/demo/post/2026-2.eml", "/demo/post/..%2Floket.db", "/demo/post/2026-2.eml/bron"] {
            visitor.get(other).await.is(404);
        }
        std::fs::remove_dir_all(map).unwrap();
    }

    async fn outside_a_demo_there_is_no_such_page(engine) {
        let w = World::new(engine).await;
        for path in ["/demo/post", "/demo/post/2026-1.eml", "/demo/post/2026-1.eml/bron"] {
            w.niemand().get(path).await.is(404);
        }
    }
}
