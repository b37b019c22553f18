// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request_parser.h"

#include "http/proxy_header.h"

#if defined(__GNUC__) && !defined(__clang__)
// of an empty boost::optional, under sanitizers
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>

#include <optional>

namespace fanlight::http {

namespace beast = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using BeastView = boost::beast::string_view;

namespace {

constexpr std::string_view LastChunk = "0\r\n\r\n"; // RFC 9112 §7.1
constexpr std::string_view ProxyLine = ProxyHeader::Line;
constexpr std::string_view ProxySignature = ProxyHeader::Signature;
constexpr std::string_view Http2Preface = "PRI * HTTP/2.0\r\n"; // RFC 9113 §3.4
constexpr char TlsHandshake = 0x16; // RFC 8446 §5.1
constexpr int MostEmptyLines = 4; // before a request
constexpr std::size_t JsonPadding = 64; // simdjson reads up to this far behind the text

std::string_view view(BeastView text)
{
    return {text.data(), text.size()};
}

Method methodOf(beast::verb verb)
{
    switch (verb) {
    case beast::verb::get:
        return Method::Get;
    case beast::verb::head:
        return Method::Head;
    case beast::verb::post:
        return Method::Post;
    case beast::verb::put:
        return Method::Put;
    case beast::verb::delete_:
        return Method::Delete;
    case beast::verb::patch:
        return Method::Patch;
    case beast::verb::options:
        return Method::Options;
    default:
        return Method::Other;
    }
}

bool equalsIgnoringCase(std::string_view a, std::string_view lower)
{
    return a.size() == lower.size()
        && std::equal(
            a.begin(), a.end(), lower.begin(), [](char x, char y) { return (x | 0x20) == y; });
}

// What a connection that does not speak HTTP/1 begins with.
const char* otherProtocol(std::string_view bytes)
{
    if (bytes.starts_with(ProxyLine) || bytes.starts_with(ProxySignature))
        return "this begins as the PROXY protocol does, which this hub takes from a "
               "--trusted-proxy "
               "alone; name this address there, or take send-proxy (HAProxy) or proxy_protocol "
               "(nginx) out where it is told to come here";
    if (bytes.starts_with(TlsHandshake))
        return "this is a TLS handshake, and this hub speaks plain HTTP here; use http://, or end "
               "TLS in a proxy before it";
    if (bytes.starts_with(Http2Preface))
        return "this is HTTP/2 with prior knowledge, and this hub speaks HTTP/1.1; set the proxy "
               "or client to HTTP/1.1 towards it";
    return nullptr;
}

// Fills a Request as Beast reads it; keeps only the fields the hub looks at.
class RequestReader final : public beast::basic_parser<true> {
public:
    RequestReader(Request& request, const RequestParser::Limits& limits)
        : m_request(request)
        , m_headerBytes(limits.headerBytes)
    {
        header_limit(limits.headerBytes);
        body_limit(limits.bodyBytes);
        eager(true);
    }
    // Why a field was refused; null where Beast itself did.
    const char* refusal() const { return m_refusal; }
    int refusalStatus() const { return m_refusalStatus; }

private:
    void refuse(ErrorCode& error, int status, const char* why)
    {
        m_refusalStatus = status;
        m_refusal = why;
        error = beast::error::bad_field;
    }
    // RFC 9112 §6.1: a coding that is not understood leaves no way to tell where the body ends.
    void checkTransferEncoding(std::string_view value, ErrorCode& error)
    {
        if (m_request.version < 11)
            refuse(error, 400, "Transfer-Encoding: HTTP/1.0 has none");
        else if (!equalsIgnoringCase(value, "chunked"))
            refuse(error, 501, "Transfer-Encoding: only “chunked” is understood");
    }
    std::string* proxyField(std::string_view name)
    {
        if (equalsIgnoringCase(name, "x-forwarded-for"))
            return &m_request.forwardedFor;
        if (equalsIgnoringCase(name, "x-forwarded-proto"))
            return &m_request.forwardedProto;
        return equalsIgnoringCase(name, "x-forwarded-host") ? &m_request.forwardedHost : nullptr;
    }
    void checkContentLength(std::string_view value, ErrorCode& error)
    {
        if (m_hasLength || value.empty()
            || value.find_first_not_of("0123456789") != std::string_view::npos)
            refuse(error, 400, "Content-Length: must be one number, given once");
        m_hasLength = true;
    }

    void on_request_impl(
        beast::verb verb, BeastView method, BeastView target, int version, ErrorCode&) override
    {
        constexpr std::size_t Around = std::string_view("  HTTP/1.1\r\n").size();
        // Beast grants the fields a limit of their own; here the first line is part of it.
        header_limit(
            m_headerBytes - static_cast<std::uint32_t>(method.size() + target.size() + Around));
        m_request.method = methodOf(verb);
        takeTarget(view(target));
        m_request.version = version;
    }
    // RFC 9112 §3.2.2: a whole URL, as a proxy is asked, is taken, too, and its host counts, not
    // that of the field.
    void takeTarget(std::string_view target)
    {
        const std::size_t scheme
            = target.starts_with('/') ? std::string_view::npos : target.substr(0, 8).find("://");
        const bool isHttp = scheme != std::string_view::npos
            && (equalsIgnoringCase(target.substr(0, scheme), "http")
                || equalsIgnoringCase(target.substr(0, scheme), "https"));
        if (!isHttp) {
            m_request.target = target;
            return;
        }
        target.remove_prefix(scheme + 3);
        const std::size_t path = std::min(target.find_first_of("/?"), target.size());
        m_request.host = target.substr(0, path);
        target.remove_prefix(path);
        m_request.target = target.starts_with('/') ? std::string() : std::string("/");
        m_request.target += target;
    }
    void on_response_impl(int, BeastView, int, ErrorCode&) override { }
    void on_field_impl(
        beast::field name, BeastView nameText, BeastView value, ErrorCode& error) override
    {
        switch (name) {
        case beast::field::host:
            if (m_request.hasHost)
                error = beast::error::bad_field; // RFC 9112 §3.2: which of two is meant is not for
                                                 // us to guess
            if (m_request.host.empty())
                m_request.host = view(value);
            m_request.hasHost = true;
            break;
        case beast::field::origin:
            m_request.origin = view(value);
            break;
        case beast::field::authorization:
            // as with Host: which of two is meant is not for us to guess
            if (!m_request.authorization.empty())
                refuse(error, 400, "Authorization: must be given once");
            m_request.authorization = view(value);
            break;
        case beast::field::cookie:
            m_request.cookie += m_request.cookie.empty() ? "" : "; ";
            m_request.cookie += view(value);
            break;
        case beast::field::accept:
            m_request.acceptsEvents = m_request.acceptsEvents
                || view(value).find("text/event-stream") != std::string_view::npos;
            break;
        case beast::field::user_agent:
            m_request.userAgent = view(value);
            break;
        case beast::field::expect:
            // RFC 9110 §10.1.1: not from a client of HTTP/1.0, which knows no interim answers
            m_request.expectsContinue
                = m_request.version >= 11 && equalsIgnoringCase(view(value), "100-continue");
            if (m_request.version >= 11 && !m_request.expectsContinue)
                refuse(error, 417, "Expect: only “100-continue” is understood");
            break;
        case beast::field::transfer_encoding:
            checkTransferEncoding(view(value), error);
            break;
        case beast::field::content_length:
            checkContentLength(view(value), error);
            break;
        case beast::field::content_encoding:
            m_request.contentEncoding = view(value);
            break;
        case beast::field::if_none_match:
            m_request.ifNoneMatch += m_request.ifNoneMatch.empty() ? "" : ", ";
            m_request.ifNoneMatch += view(value);
            break;
        case beast::field::access_control_request_method:
            m_request.corsMethod = view(value);
            break;
        case beast::field::access_control_request_headers:
            m_request.corsHeaders = view(value);
            break;
        case beast::field::forwarded:
            m_request.forwarded += m_request.forwarded.empty() ? "" : ", ";
            m_request.forwarded += view(value);
            break;
        case beast::field::unknown:
            if (std::string* const text = proxyField(view(nameText))) {
                *text += text->empty() ? "" : ", ";
                *text += view(value);
            } else if (equalsIgnoringCase(view(nameText), "last-event-id")) {
                m_request.lastEventId = view(value);
                m_request.hasLastEventId = true;
            } else if (equalsIgnoringCase(view(nameText), "sec-fetch-site")) {
                m_request.fetchSite = view(value);
            } else if (equalsIgnoringCase(view(nameText), "sec-fetch-dest")) {
                m_request.fetchDest = view(value);
            } else if (equalsIgnoringCase(
                           view(nameText), "access-control-request-private-network")) {
                m_request.corsPrivateNetwork = equalsIgnoringCase(view(value), "true");
            }
            break;
        default:
            break;
        }
    }
    void on_header_impl(ErrorCode&) override { m_request.keepAlive = keep_alive(); }
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override
    {
        m_request.body.reserve((length ? std::size_t(*length) : 0) + JsonPadding);
    }
    std::size_t on_body_impl(BeastView body, ErrorCode&) override
    {
        m_request.body.append(body.data(), body.size());
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, BeastView, ErrorCode&) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, BeastView body, ErrorCode&) override
    {
        m_request.body.append(body.data(), body.size());
        return body.size();
    }
    void on_finish_impl(ErrorCode&) override
    {
        m_request.body.reserve(m_request.body.size() + JsonPadding);
    }

    Request& m_request;
    const std::uint32_t m_headerBytes;
    const char* m_refusal = nullptr;
    int m_refusalStatus = 0;
    bool m_hasLength = false;
};

} // namespace

const char* methodName(Method method)
{
    static constexpr const char* Names[]
        = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", ""};
    return Names[static_cast<std::size_t>(method)];
}

void Request::clear()
{
    method = Method::Other;
    version = 11;
    hasHost = hasLastEventId = expectsContinue = acceptsEvents = corsPrivateNetwork = false;
    client = {};
    cameThroughProxy = false;
    keepAlive = true;
    for (std::string* text : {&target, &host, &origin, &authorization, &cookie, &forwarded,
             &forwardedFor, &forwardedHost, &forwardedProto, &lastEventId, &userAgent, &corsMethod,
             &corsHeaders, &contentEncoding, &ifNoneMatch, &fetchSite, &fetchDest, &body})
        text->clear();
}

struct RequestParser::Private {
    explicit Private(const Limits& all)
        : limits(all)
    {
    }
    Limits limits;
    Request request;
    std::optional<RequestReader> reader;
    int emptyLines = 0; // before the request
    bool isBegun = false; // some of the request is taken
};

RequestParser::RequestParser(const Limits& limits)
    : m(std::make_unique<Private>(limits))
{
}

RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

Request& RequestParser::request()
{
    return m->request;
}

bool RequestParser::isInsideRequest() const
{
    return m->reader && m->reader->got_some() && !m->reader->is_done();
}

bool RequestParser::isInsideBody() const
{
    return m->reader && m->reader->is_header_done() && !m->reader->is_done();
}

RequestParser::Outcome RequestParser::parse(std::string_view bytes)
{
    // What a connection begins with may come in pieces: Beast takes nothing off a header before it
    // is whole. Behind an empty line nothing else begins.
    if (m->emptyLines == 0 && (!isInsideRequest() || !m->isBegun)) {
        if (bytes.size() < ProxySignature.size() && ProxySignature.starts_with(bytes))
            return {Status::NeedMore, 0};
        if (const char* other = otherProtocol(bytes)) {
            m->request.clear();
            return {Status::Failed, bytes.size(), 400, other, true};
        }
    }
    std::size_t skipped = 0; // empty lines before a request (RFC 9112 §2.2)
    if (!isInsideRequest()) {
        while (bytes.substr(skipped).starts_with("\r\n") && m->emptyLines < MostEmptyLines) {
            skipped += 2;
            ++m->emptyLines;
        }
        bytes.remove_prefix(skipped);
        if (bytes.empty() || (bytes == "\r" && m->emptyLines < MostEmptyLines))
            return {Status::NeedMore, skipped};
    }
    if (!m->reader || m->reader->is_done()) {
        m->request.clear();
        m->reader.emplace(m->request, m->limits);
        m->isBegun = false;
    }
    // Beast (1.74) asserts, once it has seen the line of the last chunk, that five bytes are there,
    // which does not hold where that chunk is the first one, too. A body that begins so has five in
    // any case: this waits for no more than that.
    if (isInsideBody() && m->reader->chunked() && bytes.size() < LastChunk.size()
        && bytes.starts_with(LastChunk.front()))
        return {Status::NeedMore, 0};
    ErrorCode error;
    const std::size_t taken
        = m->reader->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    const std::size_t consumed = skipped + taken;
    m->isBegun = m->isBegun || taken > 0;
    if (m->isBegun)
        m->emptyLines = 0;
    if (!error)
        return {m->reader->is_done() ? Status::Complete : Status::NeedMore, consumed};
    if (error == beast::error::need_more)
        return {Status::NeedMore, consumed};
    if (error == beast::error::header_limit || error == beast::error::buffer_overflow)
        return {Status::Failed, consumed, 431, "the header is longer than the limit"};
    if (error == beast::error::body_limit)
        return {Status::Failed, consumed, 413, "the body is longer than the limit"};
    if (const char* why = m->reader->refusal())
        return {Status::Failed, consumed, m->reader->refusalStatus(), why};
    return {Status::Failed, consumed, 400, "this is not a well-formed HTTP/1 request"};
}

} // namespace fanlight::http
