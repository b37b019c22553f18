// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/listen_options.h"

#include "hub/address_options.h"
#include "hub/options.h"
#include "options/option_values.h"

#include <algorithm>
#include <limits>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using option_values::quoted;

namespace {

constexpr auto UnixPrefix = "unix:"_L1;
constexpr auto ModeMark = "?mode="_L1;

// "0660" and "660" are the same.
std::optional<int> parseMode(QStringView text)
{
    bool isNumber = false;
    const int mode = text.toInt(&isNumber, 8);
    const bool isPlain
        = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'7'; });
    return isNumber && isPlain && text.size() >= 3 && mode <= 0777 ? std::optional(mode)
                                                                   : std::nullopt;
}

std::optional<ListenAddress> parseUnix(const QString& text, QString& wrong)
{
    ListenAddress address;
    const qsizetype mark = text.indexOf(u'?');
    address.path = text.left(mark).mid(UnixPrefix.size());
    const qsizetype bytes = address.path.toUtf8().size();
    const bool hasControl
        = std::any_of(address.path.begin(), address.path.end(), [](QChar c) { return c < u' '; });
    if (!address.path.startsWith(u'/') || address.path.endsWith(u'/') || hasControl)
        wrong = quoted(text)
            % u" is not the path of a Unix socket; use a whole one, like unix:/run/fanlight.sock"_s;
    else if (bytes > ListenAddress::MaxPathBytes)
        wrong = u"the path of a Unix socket has at most %1 bytes, this one has %2"_s
                    .arg(ListenAddress::MaxPathBytes)
                    .arg(bytes);
    if (mark >= 0 && wrong.isEmpty()) {
        const QStringView what = QStringView(text).sliced(mark);
        const std::optional<int> mode
            = what.startsWith(ModeMark) ? parseMode(what.sliced(ModeMark.size())) : std::nullopt;
        if (!mode)
            wrong = quoted(what) % u" is not a mode; use ?mode=0600, ?mode=0660 or ?mode=0666"_s;
        address.mode = mode.value_or(address.mode);
    }
    return wrong.isEmpty() ? std::optional(address) : std::nullopt;
}

std::optional<ListenAddress> parseTcp(const QString& text, QString& wrong)
{
    constexpr auto usage
        = "; use HOST:PORT, like localhost:3000, 0.0.0.0:3000 or [::]:3000, or unix:/PATH"_L1;
    const qsizetype colon = text.lastIndexOf(u':');
    QStringView host = QStringView(text).first(std::max<qsizetype>(colon, 0));
    const QStringView portText = QStringView(text).sliced(colon + 1);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.sliced(1).chopped(1);
    const std::optional<qint64> port = parseWholeNumber(portText);
    if (colon < 0)
        wrong = quoted(text) % u" has no port"_s % usage;
    else if (colon == 0)
        wrong = quoted(text) % u" names no host"_s % usage;
    else if (!bracketed && host.contains(u':'))
        wrong = quoted(text) % u" is an IPv6 address without brackets"_s % usage;
    else if (bracketed ? !address_options::isIpv6(host) : !address_options::isHostName(host))
        wrong = quoted(host) % u" is not a host"_s % usage;
    else if (!port || *port > std::numeric_limits<quint16>::max())
        wrong = quoted(portText) % u" is not a port; use 0 to 65535, 0 picks a free one"_s;
    else
        return ListenAddress{.host = host.toString(), .port = static_cast<quint16>(*port)};
    return std::nullopt;
}

} // namespace

std::optional<ListenAddress> listen_options::parse(const QString& text, QString& wrong)
{
    return text.startsWith(UnixPrefix) ? parseUnix(text, wrong) : parseTcp(text, wrong);
}

QString listen_options::set(HubOptions& options, const QString& value)
{
    std::vector<ListenAddress> all;
    for (const QString& part : option_values::commaSeparated(value)) {
        QString wrong;
        const auto address = parse(part, wrong);
        if (!address)
            return wrong;
        if (std::find(all.begin(), all.end(), *address) == all.end())
            all.push_back(*address);
    }
    if (all.empty())
        return u"a hub listens somewhere; use HOST:PORT, like localhost:3000, or unix:/PATH"_s;
    if (all.size() > std::size_t(MaxListeners))
        return u"a hub listens on at most %1 addresses, these are %2"_s.arg(MaxListeners)
            .arg(all.size());
    const auto main = std::find_if(
        all.begin(), all.end(), [](const ListenAddress& one) { return !one.isUnix(); });
    options.listenHost = main == all.end() ? QString() : main->host;
    options.listenPort = main == all.end() ? quint16(0) : main->port;
    options.moreListeners.clear();
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (one != main)
            options.moreListeners.append(one->text());
    }
    return {};
}

QString listen_options::text(const HubOptions& options)
{
    QStringList texts;
    for (const ListenAddress& address : options.listeners())
        texts.append(address.text());
    return texts.join(u',');
}

bool listen_options::isLoopback(const ListenAddress& address)
{
    return address.isUnix() || address_options::isLoopback(address.host);
}

std::vector<ListenAddress> HubOptions::listeners() const
{
    std::vector<ListenAddress> all;
    if (!listenHost.isEmpty())
        all.push_back({.host = listenHost, .port = listenPort});
    for (const QString& text : moreListeners) {
        QString wrong;
        if (const auto address = listen_options::parse(text, wrong))
            all.push_back(*address);
    }
    return all;
}

} // namespace fanlight
