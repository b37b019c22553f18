// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis_line.h"

#include "curl_line.h"
#include "publish/json_check.h"
#include "publish/publish_check.h"
#include "sse/utf8.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct RedisLineText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::RedisLine)
};

// The channel of everyone is the prefix without the mark that would separate a user.
QStringList channels(const QString& prefix, const PublishRequest& request)
{
    if (request.broadcast)
        return {prefix.endsWith(u':') ? prefix.chopped(1) : prefix};
    QStringList all;
    for (const QString& user :
        request.userIds.first(std::min<qsizetype>(request.userIds.size(), MostChannels)))
        all += prefix + user;
    return all;
}

// `channel` and `line` make each line; what a raw PUBLISH cannot say stands before them.
template <typename Line>
QString lines(
    const QString& prefix, const PublishRequest& request, const QString& comment, Line line)
{
    QStringList all;
    QStringList lost;
    if (!request.event.isEmpty())
        lost += RedisLineText::tr("event name");
    if (request.retryMs >= 0)
        lost += RedisLineText::tr("retry");
    if (!request.once.isEmpty())
        lost += RedisLineText::tr("once key");
    PublishRequest untyped = request;
    untyped.type.clear();
    if (!request.type.isEmpty() && request.type != effectiveType(untyped))
        lost += RedisLineText::tr("type");
    if (!lost.isEmpty())
        all += comment
            + RedisLineText::tr("a raw PUBLISH carries the data only, not: %1")
                  .arg(lost.join(u", "_s));
    for (const QString& channel : channels(prefix, request))
        all += line(channel);
    const qsizetype left = request.broadcast ? 0 : request.userIds.size() - MostChannels;
    if (left > 0)
        all += comment
            + RedisLineText::tr("and %1 more user(s), left out here", nullptr, int(left)).arg(left);
    return all.join(u'\n');
}

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

// Whether the bytes reach the program when they are pasted: a terminal takes controls for keys, and
// what is no UTF-8 cannot be copied as text at all.
bool survivesTerminal(const QByteArray& data)
{
    return isUtf8(view(data)) && std::none_of(data.begin(), data.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7f;
    });
}

QString base64Piped(const QByteArray& data)
{
    return u"printf %s '"_s + QString::fromLatin1(data.toBase64()) + u"' | base64 -d"_s;
}

// Whether a JavaScript engine would read and write it without a loss. A JSON text is an expression
// of the language.
bool survivesJavaScript(const QString& json)
{
    const QString trimmed = json.trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'['))
        return false;
    if (checkJson(json) || json.contains(u"__proto__"_s)
        || json.contains(u"\\u005f"_s, Qt::CaseInsensitive))
        return false;
    // Outside strings, a run of figures: more than 15 are more than a double holds; exponents are
    // left alone, too.
    static const QRegularExpression Tokens(u"\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9][0-9.eE+-]*"_s);
    for (auto found = Tokens.globalMatch(json); found.hasNext();) {
        const QString token = found.next().captured();
        if (token.startsWith(u'"'))
            continue;
        if (token.size() > 15 || token.contains(u'e', Qt::CaseInsensitive) || token == "-0"_L1)
            return false;
    }
    return true;
}

} // namespace

QString redisLineProblem(const PublishRequest& request)
{
    if (request.kind == PublishKind::Fanout)
        return RedisLineText::tr(
            "A fan-out names an author, not channels: Redis would need a PUBLISH for "
            "each follower.");
    if (request.kind == PublishKind::Selective)
        return RedisLineText::tr(
            "A selective publish names a type, not channels: Redis would need a "
            "PUBLISH for each interested user.");
    if (!request.broadcast && request.userIds.isEmpty())
        return RedisLineText::tr("It names no user.");
    return {};
}

QString redisCliPublish(const QString& url, const QString& prefix, const PublishRequest& request)
{
    const QString program
        = url.isEmpty() ? u"redis-cli"_s : QString(u"redis-cli -u "_s + shellQuoted(url));
    const QString text = exactText(request.data);
    const bool isBinary = !survivesTerminal(request.data);
    const bool isPiped = isBinary || isLongForShell(text);
    const QString source = isBinary ? base64Piped(request.data) : shellPrinted(text);
    return lines(prefix, request, u"# "_s, [&](const QString& channel) -> QString {
        return isPiped
            ? QString(source + u" | "_s + program + u" -x PUBLISH "_s + shellQuoted(channel))
            : QString(program + u" PUBLISH "_s + shellQuoted(channel) + u' ' + shellQuoted(text));
    });
}

QString ioredisPublish(const QString& prefix, const PublishRequest& request)
{
    const QString data = exactText(request.data);
    const QString payload = !isUtf8(view(request.data))
        ? QString(u"Buffer.from(\""_s + QString::fromLatin1(request.data.toBase64())
            + u"\", \"base64\")"_s)
        : survivesJavaScript(data) ? QString(u"JSON.stringify("_s + data.trimmed() + u')')
                                   : jsonString(data);
    return lines(prefix, request, u"// "_s, [&](const QString& channel) -> QString {
        return u"await redis.publish("_s + jsonString(channel) + u", "_s + payload + u");"_s;
    });
}

} // namespace fanlight
