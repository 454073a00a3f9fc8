"""The one public door: Caddy's configuration.

It alone routes (see "One door" in the contract). A client's own forwarding headers are replaced,
so that the processes behind may trust them; `/metrics` and `/internal` do not exist out here.
The website's server has a door of its own to the API, on loopback: it says for whom it asks, and no
page waits for an api process that hangs (Next gives what it asks for behind a page no time limit).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amrutam.core.http import pages
from amrutam.embedded.ports import LOOPBACK

API_PATHS = (
    "/v1/* /graphql /fhir/* /openapi.json /docs /docs/* /.well-known/* /problems/* /livez /readyz"
)


@dataclass(frozen=True, slots=True)
class Door:
    """`host` is the address it listens on and its name in links; `mail_port` the mailbox's page.

    `inner_port` is the website's way to the API.
    """

    host: str
    port: int
    tls: bool
    api_ports: tuple[int, ...]
    realtime_port: int
    inner_port: int
    mail_port: int | None
    storage: Path
    web_port: int | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def inner_url(self) -> str:
        return f"http://{LOOPBACK}:{self.inner_port}"

    def caddyfile(self) -> str:
        return _CADDYFILE.format(
            auto_https="disable_redirects" if self.tls else "off",
            storage=_quoted(self.storage),
            host=self.host,
            sites=self._sites(),
            tls="tls internal" if self.tls else "",
            apis=" ".join(f"{LOOPBACK}:{port}" for port in self.api_ports),
            api_paths=API_PATHS,
            inner=f"{LOOPBACK}:{self.inner_port}",
            inner_port=self.inner_port,
            loopback=LOOPBACK,
            pages=self._pages(),
            realtime=_REALTIME.format(upstream=f"{LOOPBACK}:{self.realtime_port}"),
            demo=_DEMO.format(upstream=f"{LOOPBACK}:{self.mail_port}") if self.mail_port else "",
        )

    def _pages(self) -> str:
        """All that is not the API's: the website's, or a plain index."""
        if self.web_port is not None:
            return _WEB.format(upstream=f"{LOOPBACK}:{self.web_port}")
        return _PLAIN.format(policy=pages.POLICY, index=_index(demo=self.mail_port is not None))

    def _sites(self) -> str:
        if not self.tls:
            return f"http://:{self.port}"
        names = dict.fromkeys((self.host, LOOPBACK, "localhost"))
        return ", ".join(f"https://{name}:{self.port}" for name in names)


def _index(*, demo: bool) -> str:
    links = [("/docs", "The API, to read and try"), ("/v1/doctors", "Doctors, as JSON"),
             ("/readyz", "What is up")]  # fmt: skip
    links += [("/demo/mailbox", "The mail it has sent")] if demo else []
    shown = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in links)
    said = "Consultations with Ayurvedic doctors. The platform is running."
    return pages.page("Amrutam", f"<p>{said}</p><ul>{shown}</ul>")


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


# A socket outlives every time limit of a request. One that cannot be had is told at once.
_REALTIME = """
	handle /v1/realtime {{
		reverse_proxy {upstream} {{
			transport http {{
				dial_timeout 1s
			}}
		}}
	}}
"""

_DEMO = """
	handle /demo/mailbox {{
		reverse_proxy {upstream}
	}}
"""

_WEB = """
	handle {{
		reverse_proxy {upstream} {{
			lb_try_duration 5s
			lb_try_interval 50ms
			transport http {{
				dial_timeout 1s
				keepalive 30s
				keepalive_idle_conns_per_host 64
			}}
		}}
	}}
"""

_PLAIN = """
	handle / {{
		header Content-Type "text/html; charset=utf-8"
		header Content-Security-Policy "{policy}"
		header X-Content-Type-Options nosniff
		respond <<HTML
			{index}
			HTML 200
	}}

	handle {{
		error 404
	}}
"""

# Failed connections are tried again elsewhere; a request that an upstream may have begun is not,
# unless it only reads. The upstreams keep idle connections longer than we do: were it the other
# way round, a request could be written to a connection that is just being closed. What is logged of
# a failed request is the failure: the request itself names the visitor, and what was searched for.
_CADDYFILE = """\
{{
	admin off
	persist_config off
	auto_https {auto_https}
	skip_install_trust
	storage file_system {storage}
	default_sni {host}
	grace_period 5s
	log {{
		output stderr
		level WARN
		format filter {{
			request delete
		}}
	}}
	servers {{
		max_header_size 16KB
		protocols h1 h2
		timeouts {{
			read_header 10s
			read_body 30s
			write 2m
			idle 2m
		}}
	}}
	servers {inner} {{
		trusted_proxies static {loopback}/32
	}}
}}

(apis) {{
	reverse_proxy {apis} {{
		lb_policy least_conn
		lb_try_duration 5s
		lb_try_interval 50ms
		fail_duration 1s
		health_uri /livez
		health_interval 2s
		health_timeout 2s
		transport http {{
			dial_timeout 1s
			response_header_timeout {{args[0]}}
			keepalive 30s
			keepalive_idle_conns_per_host 256
		}}
	}}
}}

http://:{inner_port} {{
	bind {loopback}
	@api path {api_paths}
	handle @api {{
		import apis 5s
	}}
	handle {{
		error 404
	}}
}}

{sites} {{
	bind {host}
	{tls}
	encode zstd gzip
	request_body {{
		max_size 1MB
	}}
	request_header -Forwarded
	request_header -X-Real-IP
	header {{
		-Server
		-Via
		defer
	}}

	@hidden path /metrics /metrics/* /internal /internal/*
	handle @hidden {{
		error 404
	}}

{realtime}
	@api path {api_paths}
	handle @api {{
		import apis 1m
	}}
{demo}{pages}
	handle_errors {{
		header -Server
		header Content-Type application/problem+json
		header X-Content-Type-Options nosniff
		header Cache-Control no-store
		@away expression `{{err.status_code}} in [502, 503, 504]`
		handle @away {{
			header Retry-After 1
			respond `{{"type":"/problems/unavailable","title":"A part of the platform is away for the moment","status":503}}` 503
		}}
		handle {{
			respond `{{"type":"about:blank","title":"{{err.status_text}}","status":{{err.status_code}}}}` {{err.status_code}}
		}}
	}}
}}
"""
