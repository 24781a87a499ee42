"""A mail server for tests: says on which port it listens, then one line of JSON for each mail that it has taken.

Receivers decide what it does: onbekend@ is refused for ever, later@ is put off, valtweg@ is taken and the connection cut before
it is confirmed (the first time), weg@ closes the connection at once.
"""
import asyncio
import json
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    cut = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("onbekend@"):
            return "550 5.1.1 no such user"
        if address.startswith("later@"):
            return "451 4.7.1 try again later"
        if address.startswith("weg@"):
            return "421 4.3.2 closing down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {"van": envelope.mail_from, "aan": envelope.rcpt_tos, "inhoud": envelope.content.decode("utf-8")}
        print(json.dumps(mail), flush=True)
        if envelope.rcpt_tos[0].startswith("valtweg@") and not Handler.cut:
            Handler.cut = True
            server.transport.abort()
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = await loop.create_server(lambda: SMTP(Handler(), enable_SMTPUTF8=False), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
