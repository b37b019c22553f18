// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_kind.h"

#include "auth/endpoint_url.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostQueueName = 80; // of SQS, with its ending

bool isSqsQueueName(QStringView name)
{
    if (name.endsWith(u".fifo"))
        name.chop(5);
    return !name.isEmpty() && name.size() <= MostQueueName
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_';
           });
}

// As names of hosts are, since it becomes part of one.
bool isAwsRegion(QStringView name)
{
    return !name.isEmpty() && name.size() <= 40
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
           });
}

QString readSqsEndpoint(const QString& given, SqsPlace* place)
{
    QString text = given;
    for (const auto name : {"AWS_ENDPOINT_URL_SQS"_L1, "AWS_ENDPOINT_URL"_L1}) {
        if (text.isEmpty())
            text = place->environment.value(name);
    }
    if (text.isEmpty())
        text = u"https://sqs."_s % place->region
            % (place->region.startsWith("cn-"_L1) ? ".amazonaws.com.cn"_L1 : ".amazonaws.com"_L1);
    const QUrl url = auth::endpointUrl(text);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !isWeb)
        return u"the endpoint is no URL like https://sqs.eu-central-1.amazonaws.com"_s;
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment() || url.path().size() > 1)
        return u"the endpoint is a host and a port, without user, path or parameters"_s;
    if (!auth::endpointObjection(text).isEmpty())
        return u"http to %1 can be read on the way; use https (http is taken to this machine, "
               u"private "
               "addresses and names of a local network)"_s.arg(url.host());
    place->endpoint = url;
    place->endpoint.setPath(u"/"_s);
    return {};
}

QString readSqsKind(const SourceUrl& url, QString* queue)
{
    SqsPlace place;
    QString wrong = readSqsPlace(url, &place);
    *queue = place.queue;
    return wrong;
}

} // namespace

QString readSqsPlace(const SourceUrl& url, SqsPlace* place)
{
    if (!url.user.isEmpty() || !url.password.isNull() || !url.passwordFile.isEmpty())
        return u"AWS credentials do not stand in the address; they are taken from "
               u"AWS_ACCESS_KEY_ID and "
               "AWS_SECRET_ACCESS_KEY, a profile, or the role of a container or machine"_s;
    if (url.hosts.size() != 1 || url.hosts.front().port != 0)
        return u"it names one region, as in sqs://eu-central-1/QUEUE"_s;
    place->region = url.hosts.front().name;
    if (!isAwsRegion(place->region))
        return u"“%1” is no region of AWS"_s.arg(place->region);
    place->queue = url.path;
    if (!isSqsQueueName(place->queue))
        return place->queue.isEmpty()
            ? u"the queue is missing, as in sqs://eu-central-1/QUEUE"_s
            : u"“%1” is no name of a queue: at most %2 letters, digits, “-” and “_”"_s
                  .arg(place->queue)
                  .arg(MostQueueName);
    place->deadQueue = url.value(u"dead");
    if (!url.value(u"dead").isNull() && !isSqsQueueName(place->deadQueue))
        return u"“dead=” is no name of a queue"_s;
    if (place->deadQueue == place->queue)
        return u"“dead=” is another queue than the one that is taken from"_s;
    if (!place->deadQueue.isEmpty() && place->deadQueue.endsWith(u".fifo"_s) != place->isFifo())
        return u"“dead=” is a FIFO queue if the other is one, and only then"_s;
    place->account = url.value(u"account");
    const bool isAccount = place->account.size() == 12
        && std::all_of(place->account.begin(), place->account.end(),
            [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!url.value(u"account").isNull() && !isAccount)
        return u"“account=” is the number of an AWS account, of 12 digits"_s;
    place->profile = url.value(u"profile");
    if (QString wrong = source_kinds::readCount(
            url, u"prefetch", 1, source_kinds::MostPrefetch, &place->prefetch);
        !wrong.isEmpty())
        return wrong;
    return readSqsEndpoint(url.value(u"endpoint"), place);
}

SourceKind sqsKind()
{
    return {u"sqs"_s, u"Amazon SQS"_s,
        u"sqs://REGION/QUEUE[?endpoint=URL][&prefetch=100][&profile=NAME][&account=NUMBER]"
        "[&dead=QUEUE]"_s,
        {u"sqs"_s}, {u"endpoint"_s, u"prefetch"_s, u"profile"_s, u"account"_s, u"dead"_s}, {},
        readSqsKind};
}

} // namespace fanlight
