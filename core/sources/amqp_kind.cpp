// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_kind.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto AmqpScheme = "amqp"_L1;
constexpr auto AmqpTlsScheme = "amqps"_L1;
constexpr qsizetype MostAmqpName = 255; // bytes; AMQP 0-9-1 §4.2.5.3, short strings

QString readAmqpTls(const SourceUrl& url, AmqpPlace* place)
{
    place->isTls = url.scheme == AmqpTlsScheme;
    place->caFile = url.value(u"ca");
    place->certificateFile = url.value(u"cert");
    place->keyFile = url.value(u"key");
    const bool namesFile
        = !(place->caFile.isNull() && place->certificateFile.isNull() && place->keyFile.isNull());
    if (namesFile && !place->isTls)
        return u"“ca=”, “cert=” and “key=” are for amqps://"_s;
    if (place->certificateFile.isEmpty() != place->keyFile.isEmpty())
        return u"a certificate of our own is two files, “cert=” and “key=”"_s;
    return {};
}

QString readAmqpDead(const SourceUrl& url, AmqpPlace* place)
{
    place->deadExchange = url.value(u"dead-exchange");
    place->deadKey = url.value(u"dead-key");
    if (!place->deadKey.isNull() && place->deadExchange.isEmpty())
        return u"“dead-key=” is for “dead-exchange=”"_s;
    place->deadQueue = url.value(u"dead");
    if (place->deadQueue.isNull() && place->deadExchange.isEmpty())
        place->deadQueue = place->queue % u".dead"_s;
    const bool isNowhere = place->deadQueue.isEmpty() && place->deadExchange.isEmpty();
    return isNowhere || place->deadQueue == place->queue
        ? u"“dead=” is the name of another queue than “queue=”"_s
        : QString();
}

QString readAmqpKind(const SourceUrl& url, QString* queue)
{
    AmqpPlace place;
    QString wrong = AmqpPlace::read(url, &place);
    *queue = place.queue;
    return wrong;
}

#ifdef FANLIGHT_WITH_RABBITMQ
constexpr bool HasRabbitMq = true;
#else
constexpr bool HasRabbitMq = false;
#endif

} // namespace

QString AmqpPlace::read(const SourceUrl& url, AmqpPlace* place)
{
    place->url = url;
    if (url.hosts.isEmpty())
        return u"the host is missing"_s;
    if (!url.user.isEmpty() && url.password.isNull() && url.passwordFile.isEmpty())
        return u"with the user stands no password (user:password@, or ?password=@FILE)"_s;
    // The specification of the address has "amqp://host/" for the vhost without a name, which
    // nobody has; whoever writes it means the first one.
    place->vhost = url.path.isEmpty() ? u"/"_s : url.path;
    QString wrong = source_kinds::readNeeded(
        url, u"queue", u"the name of the queue, ?queue=notifications"_s, &place->queue);
    if (wrong.isEmpty())
        wrong = source_kinds::readCount(
            url, u"prefetch", 1, source_kinds::MostPrefetch, &place->prefetch);
    if (wrong.isEmpty())
        wrong = readAmqpTls(url, place);
    if (wrong.isEmpty())
        wrong = readAmqpDead(url, place);
    if (!wrong.isEmpty())
        return wrong;
    const QStringList names
        = {place->vhost, place->queue, place->deadQueue, place->deadExchange, place->deadKey};
    const bool areShort = std::all_of(names.begin(), names.end(),
        [](const QString& name) { return name.toUtf8().size() <= MostAmqpName; });
    return areShort ? QString() : u"a name of RabbitMQ has at most 255 bytes"_s;
}

SourceKind amqpKind()
{
    return {u"amqp"_s, u"RabbitMQ"_s,
        u"amqp://[user:password@]host[:port][/vhost]?queue=QUEUE[&prefetch=100][&dead=QUEUE]"
        "[&dead-exchange=EXCHANGE[&dead-key=KEY]], amqps:// with TLS "
        "[&ca=FILE][&cert=FILE&key=FILE]"_s,
        {AmqpScheme, AmqpTlsScheme},
        {u"queue"_s, u"prefetch"_s, u"dead"_s, u"dead-exchange"_s, u"dead-key"_s, u"ca"_s,
            u"cert"_s, u"key"_s},
        u"librabbitmq"_s, readAmqpKind, HasRabbitMq};
}

} // namespace fanlight
