// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// PROXY headers and the fields of proxies, as anybody may send them: nothing crashes the readers, a
// header is the same in whatever pieces it comes and ends within its bound.
#include "fuzz/split.h"
#include "http/proxy_header.h"
#include "http/trusted_proxies.h"

using namespace fanlight::http;

namespace {

bool isSame(const ProxyHeader& a, const ProxyHeader& b)
{
    return a.status == b.status && a.source == b.source && a.address == b.address
        && a.port == b.port && a.bytes == b.bytes;
}

void readFields(std::string_view text)
{
    static const TrustedProxies some = [] {
        TrustedProxies proxies;
        proxies.add("10.0.0.0/8");
        return proxies;
    }();
    const std::size_t middle = text.size() / 2;
    const auto client = some.clientOf(text.substr(0, middle), text.substr(middle));
    if (client)
        some.trusts(client->network());
    forwardedHostOf(text.substr(0, middle), text.substr(middle));
    const std::string proto = forwardedProtoOf(text.substr(0, middle), text.substr(middle));
    fuzz::check(proto.empty() || proto == "http" || proto == "https");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ProxyHeader whole = ProxyHeader::read(bytes);
    fuzz::check(whole.bytes <= std::min(size, ProxyHeader::MaxBytes));
    fuzz::check((whole.bytes > 0) == (whole.status == ProxyHeader::Status::Whole));
    fuzz::check(whole.status != ProxyHeader::Status::NeedMore || size < ProxyHeader::MaxBytes);
    for (std::size_t part = 0; part < std::min(size, ProxyHeader::MaxBytes); ++part) {
        const ProxyHeader early = ProxyHeader::read(bytes.substr(0, part));
        if (early.status == ProxyHeader::Status::NeedMore)
            continue;
        // what is known early stays so; but what is wrong behind an early end may be said otherwise
        fuzz::check(early.status == whole.status);
        fuzz::check(early.status == ProxyHeader::Status::Malformed || isSame(early, whole));
    }
    readFields(bytes);
    return 0;
}
