// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/remedies.h"

#include <algorithm>

namespace fanlight {
namespace {

struct Line {
    Ailment ailment;
    const char* server;
    const char* change; // {address}, {origin} and {host} are put in
};

constexpr const char* Hub = "Fanlight";
constexpr const char* Nginx = "nginx";
constexpr const char* Apache = "Apache httpd";
constexpr const char* Caddy = "Caddy";
constexpr const char* Haproxy = "HAProxy";
constexpr const char* Traefik = "Traefik";
constexpr const char* Alb = "AWS ALB";
constexpr const char* CloudFront = "AWS CloudFront";
constexpr const char* Cloudflare = "Cloudflare";

constexpr Line Lines[] = {
    {Ailment::Buffering, Nginx,
        "location /api/notifications {\n    proxy_pass http://{address};\n    proxy_http_version "
        "1.1;\n    proxy_set_header Connection \"\";\n"
        "    proxy_buffering off;\n    gzip off;\n}\n# and nowhere: proxy_ignore_headers "
        "X-Accel-Buffering;"},
    {Ailment::Buffering, Apache,
        "# no filter that gathers: take out SetOutputFilter BUFFER\nSetEnvIf Request_URI "
        "\"^/api/notifications\" no-gzip no-brotli"},
    {Ailment::Buffering, Caddy,
        "@rest not path /api/notifications\nencode @rest zstd gzip\nreverse_proxy {address} {\n    "
        "flush_interval -1\n}"},
    {Ailment::Buffering, Haproxy, "option http-no-delay"},
    {Ailment::Buffering, Traefik,
        "# take the middleware “buffering” off the hub's router, and leave its stream "
        "uncompressed:\n"
        "compress:\n  excludedContentTypes:\n    - text/event-stream"},
    {Ailment::Buffering, Cloudflare, "Response buffering (response_buffering): off"},

    {Ailment::Delay, Haproxy, "option http-no-delay"},
    {Ailment::Delay, Nginx, "tcp_nodelay on;\nproxy_buffering off;"},
    {Ailment::Delay, Caddy, "reverse_proxy {address} {\n    flush_interval -1\n}"},

    {Ailment::Compression, Nginx,
        "location /api/notifications {\n    gzip off;\n    …\n}\n# or without text/event-stream "
        "and * in gzip_types"},
    {Ailment::Compression, Apache,
        "SetEnvIf Request_URI \"^/api/notifications\" no-gzip no-brotli"},
    {Ailment::Compression, Caddy, "@rest not path /api/notifications\nencode @rest zstd gzip"},
    {Ailment::Compression, Haproxy,
        "# without text/event-stream:\ncompression type text/html text/css application/javascript "
        "application/json"},
    {Ailment::Compression, Traefik, "compress:\n  excludedContentTypes:\n    - text/event-stream"},
    {Ailment::Compression, CloudFront,
        "Compress objects automatically: No\n(cache behavior of /api/notifications)"},
    {Ailment::Compression, Cloudflare,
        "Compression Rule for /api/notifications: Disable compression"},

    {Ailment::ForeignHost, Hub, "--host {host}"},
    {Ailment::ForeignHost, Nginx,
        "proxy_set_header Host $proxy_host;\n# with proxy_pass http://{address};"},
    {Ailment::ForeignHost, Apache, "ProxyPreserveHost Off"},
    {Ailment::ForeignHost, Caddy,
        "reverse_proxy {address} {\n    header_up Host {upstream_hostport}\n}"},
    {Ailment::ForeignHost, Haproxy, "http-request set-header Host {address}"},
    {Ailment::ForeignHost, Traefik, "loadBalancer:\n  passHostHeader: false"},
    {Ailment::ForeignHost, CloudFront, "Origin request policy: AllViewerExceptHostHeader"},
    {Ailment::ForeignHost, Cloudflare,
        "Origin Rule: Host header, rewrite to the name of the hub's machine"},

    {Ailment::ProxyProtocol, Nginx, "# take out (of a stream server):\nproxy_protocol on;"},
    {Ailment::ProxyProtocol, Haproxy,
        "# without send-proxy, send-proxy-v2:\nserver hub {address}\n# and so that clients keep "
        "their addresses:\noption forwardfor"},
    {Ailment::ProxyProtocol, Traefik, "# take proxyProtocol out of the TCP service's loadBalancer"},
    {Ailment::ProxyProtocol, Hub, "--trusted-proxy ADDRESS-OF-THE-PROXY"},

    {Ailment::WrongPath, Nginx,
        "location /api/notifications {\n    proxy_pass http://{address};  # nothing behind the "
        "port, or the path is rewritten\n}"},
    {Ailment::WrongPath, Apache, "ProxyPass \"/api/\" \"http://{address}/api/\""},
    {Ailment::WrongPath, Caddy,
        "handle /api/* {  # handle_path would cut the prefix off\n    reverse_proxy {address}\n}"},
    {Ailment::WrongPath, Haproxy,
        "use_backend hub if { path_beg /api/ }\n# and no http-request replace-path or set-path for "
        "it"},
    {Ailment::WrongPath, Traefik,
        "rule: PathPrefix(`/api/`)\n# and no middleware “stripPrefix” on that router"},

    {Ailment::NoLastEventId, Nginx,
        "# take out:\nproxy_set_header Last-Event-ID \"\";\nproxy_pass_request_headers off;"},
    {Ailment::NoLastEventId, Apache, "# take out:\nRequestHeader unset Last-Event-ID"},
    {Ailment::NoLastEventId, Caddy, "# take out of reverse_proxy:\nheader_up -Last-Event-ID"},
    {Ailment::NoLastEventId, Haproxy, "# take out:\nhttp-request del-header Last-Event-ID"},
    {Ailment::NoLastEventId, Traefik, "# take Last-Event-ID out of customRequestHeaders"},
    {Ailment::NoLastEventId, CloudFront,
        "Origin request policy: AllViewerExceptHostHeader\n(or one that passes the header "
        "Last-Event-ID)"},

    {Ailment::NoHistory, Hub, "--history 100/1h"},

    {Ailment::CorsRefused, Hub, "--cors-origin {origin}"},

    {Ailment::CorsRemoved, Nginx,
        "# take out:\nproxy_hide_header Access-Control-Allow-Origin;\nproxy_hide_header "
        "Access-Control-Allow-Credentials;\n"
        "# and pass the page's origin on, without: proxy_set_header Origin \"\";"},
    {Ailment::CorsRemoved, Apache,
        "# take out:\nHeader unset Access-Control-Allow-Origin\nHeader unset "
        "Access-Control-Allow-Credentials\nRequestHeader unset Origin"},
    {Ailment::CorsRemoved, Caddy,
        "# take out of reverse_proxy:\nheader_down -Access-Control-Allow-Origin\nheader_up "
        "-Origin"},
    {Ailment::CorsRemoved, Haproxy,
        "# take out:\nhttp-response del-header Access-Control-Allow-Origin\nhttp-request "
        "del-header Origin"},
    {Ailment::CorsRemoved, CloudFront,
        "Origin request policy: AllViewerExceptHostHeader\n(or one that passes the header Origin)"},
    {Ailment::CorsRemoved, Hub, "--cors-origin {origin}"},

    {Ailment::CorsAdded, Nginx,
        "# take out, the hub sends its own:\nadd_header Access-Control-Allow-Origin …;\nadd_header "
        "Access-Control-Allow-Credentials …;"},
    {Ailment::CorsAdded, Apache,
        "# take out, the hub sends its own:\nHeader set Access-Control-Allow-Origin …\nHeader add "
        "Access-Control-Allow-Origin …"},
    {Ailment::CorsAdded, Caddy,
        "# take out, the hub sends its own:\nheader Access-Control-Allow-Origin …"},
    {Ailment::CorsAdded, Haproxy,
        "# take out, the hub sends its own:\nhttp-response add-header Access-Control-Allow-Origin "
        "…\nhttp-response set-header Access-Control-Allow-Origin …"},
    {Ailment::CorsAdded, Traefik,
        "# take accessControlAllowOriginList and accessControlAllowCredentials\n# out of the "
        "middleware “headers”: the hub sends its own"},
    {Ailment::CorsAdded, CloudFront, "Response headers policy: without CORS headers"},
    {Ailment::CorsAdded, Hub, "--cors-origin {origin}"},

    {Ailment::NoPreflight, Nginx,
        "# take out for the hub's path:\nlimit_except GET { … }\nif ($request_method = OPTIONS) { "
        "return …; }"},
    {Ailment::NoPreflight, Hub, "--cors-origin {origin}"},

    {Ailment::Http1, Nginx,
        "listen 443 ssl http2;\n# from nginx 1.25.1 on:\nlisten 443 ssl;\nhttp2 on;"},
    {Ailment::Http1, Apache, "# with mod_http2 and mod_ssl:\nProtocols h2 http/1.1"},
    {Ailment::Http1, Caddy,
        "app.example {  # a name gets a certificate, and HTTP/2 with it\n    reverse_proxy "
        "{address}\n}"},
    {Ailment::Http1, Haproxy, "bind :443 ssl crt /etc/haproxy/site.pem alpn h2,http/1.1"},
    {Ailment::Http1, Traefik, "# HTTP/2 comes with TLS on the router:\ntls: {}"},
    {Ailment::Http1, Alb, "HTTPS listener, with routing.http2.enabled = true"},
    {Ailment::Http1, CloudFront, "Supported HTTP versions: HTTP/2"},

    {Ailment::Http10, Nginx,
        "proxy_http_version 1.1;\nproxy_set_header Connection \"\";\n# and without: "
        "chunked_transfer_encoding off;"},
    {Ailment::Http10, Apache,
        "# take out:\nSetEnv force-proxy-request-1.0 1\nSetEnv downgrade-1.0 1"},

    {Ailment::IdleCut, Nginx, "proxy_read_timeout 1h;"},
    {Ailment::IdleCut, Apache, "ProxyPass \"/api/\" \"http://{address}/api/\" timeout=3600"},
    {Ailment::IdleCut, Caddy,
        "# take read_timeout out of the transport of reverse_proxy,\n# and write out of the "
        "timeouts of servers"},
    {Ailment::IdleCut, Haproxy, "timeout client 1h\ntimeout server 1h"},
    {Ailment::IdleCut, Traefik,
        "entryPoints:\n  websecure:\n    transport:\n      respondingTimeouts:\n        "
        "writeTimeout: 0"},
    {Ailment::IdleCut, Alb, "idle_timeout.timeout_seconds = 3600"},
    {Ailment::IdleCut, CloudFront, "Response timeout of the origin: above the hub's heartbeat"},
    {Ailment::IdleCut, Cloudflare,
        "Proxy Read Timeout: above the hub's heartbeat (100 s where it cannot be set)"},
    {Ailment::IdleCut, Hub, "--heartbeat {heartbeat}"},

    {Ailment::ShortChain, Nginx,
        "# the certificate first, those between it and the authority behind it:\nssl_certificate "
        "/etc/letsencrypt/live/{host}/fullchain.pem;"},
    {Ailment::ShortChain, Apache, "SSLCertificateFile /etc/letsencrypt/live/{host}/fullchain.pem"},
    {Ailment::ShortChain, Haproxy,
        "# cat fullchain.pem privkey.pem > site.pem\nbind :443 ssl crt /etc/haproxy/site.pem"},
    {Ailment::ShortChain, Hub, "--tls-cert /etc/letsencrypt/live/{host}/fullchain.pem"},

    {Ailment::OldTls, Nginx, "ssl_protocols TLSv1.2 TLSv1.3;"},
    {Ailment::OldTls, Apache, "SSLProtocol -all +TLSv1.2 +TLSv1.3"},
    {Ailment::OldTls, Haproxy, "global\n    ssl-default-bind-options ssl-min-ver TLSv1.2"},
    {Ailment::OldTls, Traefik, "tls:\n  options:\n    default:\n      minVersion: VersionTLS12"},
    {Ailment::OldTls, Alb, "Security policy: ELBSecurityPolicy-TLS13-1-2-2021-06"},
    {Ailment::OldTls, CloudFront, "Security policy: TLSv1.2_2021"},
    {Ailment::OldTls, Cloudflare, "Minimum TLS Version: TLS 1.2"},

    {Ailment::Open, Hub, "--jwt-key /etc/fanlight/issuer.pem"},

    {Ailment::NoCookie, Nginx, "# take out:\nproxy_set_header Cookie \"\";"},
    {Ailment::NoCookie, Apache, "# take out:\nRequestHeader unset Cookie"},
    {Ailment::NoCookie, Caddy, "# take out of reverse_proxy:\nheader_up -Cookie"},
    {Ailment::NoCookie, Haproxy, "# take out:\nhttp-request del-header Cookie"},
    {Ailment::NoCookie, Traefik, "# take Cookie out of customRequestHeaders"},
    {Ailment::NoCookie, CloudFront,
        "Origin request policy: AllViewerExceptHostHeader\n(or one that passes the cookie "
        "fanlight_token)"},

    {Ailment::NoAuthorization, Nginx, "# take out:\nproxy_set_header Authorization \"\";"},
    {Ailment::NoAuthorization, Apache, "# take out:\nRequestHeader unset Authorization"},
    {Ailment::NoAuthorization, Caddy, "# take out of reverse_proxy:\nheader_up -Authorization"},
    {Ailment::NoAuthorization, Haproxy, "# take out:\nhttp-request del-header Authorization"},
    {Ailment::NoAuthorization, CloudFront,
        "Origin request policy: AllViewerExceptHostHeader, and a cache policy that passes "
        "Authorization"},

    {Ailment::NoClientAddress, Hub, "--trusted-proxy {proxy}"},
    {Ailment::NoClientAddress, Nginx,
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"},
    {Ailment::NoClientAddress, Apache, "# mod_proxy sends it, unless told: ProxyAddHeaders Off"},
    {Ailment::NoClientAddress, Haproxy, "option forwardfor"},

    {Ailment::ForgedAddress, Nginx, "proxy_set_header X-Forwarded-For $remote_addr;"},
    {Ailment::ForgedAddress, Apache,
        "# before mod_proxy adds the client:\nRequestHeader unset X-Forwarded-For early"},
    {Ailment::ForgedAddress, Haproxy, "http-request del-header X-Forwarded-For\noption forwardfor"},
    {Ailment::ForgedAddress, Hub, "--trusted-proxy ADDRESS-OF-THE-PROXY  # and nobody else's"},
};

// What a server says of itself.
struct Sign {
    const char* text; // lower case
    const char* server;
};
constexpr Sign Signs[] = {{"nginx", Nginx}, {"openresty", Nginx}, {"apache", Apache},
    {"caddy", Caddy}, {"haproxy", Haproxy}, {"traefik", Traefik}, {"awselb", Alb},
    {"cloudfront", CloudFront}, {"cloudflare", Cloudflare}};

} // namespace

std::vector<DoctorFinding::Remedy> remediesFor(Ailment ailment, const QString& address,
    const QString& origin, const QString& host, const QByteArray& server)
{
    std::vector<DoctorFinding::Remedy> remedies;
    for (const Line& line : Lines) {
        if (line.ailment != ailment)
            continue;
        QString change = QString::fromUtf8(line.change);
        change.replace(QStringLiteral("{address}"), address);
        change.replace(QStringLiteral("{host}"), host);
        change.replace(QStringLiteral("{origin}"),
            origin.isEmpty() ? QStringLiteral("https://app.example") : origin);
        remedies.push_back({QString::fromUtf8(line.server), change});
    }
    const QByteArray signs = server.toLower();
    for (const Sign& sign : Signs) {
        if (!signs.contains(sign.text))
            continue;
        std::stable_partition(remedies.begin(), remedies.end(),
            [name = QString::fromUtf8(sign.server)](
                const DoctorFinding::Remedy& remedy) { return remedy.server == name; });
        break;
    }
    return remedies;
}

} // namespace fanlight
