// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_dead_queue.h"

#include <QJsonDocument>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LookHideSeconds = 30; // longer than a look takes
constexpr int MostLookCalls = 60;
constexpr std::size_t MostLooks = 20; // that wait

} // namespace

SqsDeadQueue::SqsDeadQueue(const SqsPlace& place, SqsClient& client, QObject* parent)
    : QObject(parent)
    , m_place(place)
    , m_client(client)
{
}

void SqsDeadQueue::find(const QString& policy, Done done)
{
    // arn:aws:sqs:REGION:ACCOUNT:NAME
    const QStringList arn = QJsonDocument::fromJson(policy.toUtf8())
                                .object()["deadLetterTargetArn"_L1]
                                .toString()
                                .split(u':');
    const bool isInPolicy = arn.size() == 6;
    QString owner = m_place.account;
    if (!m_place.deadQueue.isEmpty()) {
        m_name = m_place.deadQueue;
    } else if (isInPolicy) {
        m_name = arn[5];
        owner = owner.isEmpty() ? QString() : arn[4];
    } else {
        m_name = m_place.usualDeadQueue();
    }
    QJsonObject request{{u"QueueName"_s, m_name}};
    if (!owner.isEmpty())
        request[u"QueueOwnerAWSAccountId"_s] = owner;
    m_client.call("GetQueueUrl", request, [this, done = std::move(done)](const SqsAnswer& answer) {
        if (answer.isFine())
            m_url = answer.json["QueueUrl"_L1].toString();
        else if (answer.kind == SqsAnswer::Kind::Missing)
            m_url.clear();
        done(answer.kind == SqsAnswer::Kind::Missing ? QString() : answer.error);
    });
}

void SqsDeadQueue::bury(const SqsMessage& message, const QString& reason, int tries, Done done)
{
    m_client.call("SendMessage", message.burial(m_url, m_name.endsWith(".fifo"_L1), reason, tries),
        [this, done = std::move(done)](const SqsAnswer& answer) {
            if (answer.kind == SqsAnswer::Kind::Missing)
                m_url.clear();
            done(answer.error);
        });
}

void SqsDeadQueue::count(std::function<void(double waiting)> done)
{
    if (!isKnown())
        return done(Unknown);
    m_client.call("GetQueueAttributes",
        {{u"QueueUrl"_s, m_url}, {u"AttributeNames"_s, QJsonArray{u"All"_s}}},
        [done = std::move(done)](const SqsAnswer& answer) {
            const QString text = answer.json["Attributes"_L1]
                                     .toObject()["ApproximateNumberOfMessages"_L1]
                                     .toString();
            done(text.isEmpty() ? Unknown : text.toDouble());
        });
}

void SqsDeadQueue::list(Listed done)
{
    const auto look = std::make_shared<Look>();
    look->isWanted = [](const SqsMessage&) { return false; };
    look->done = [done = std::move(done)](const QString& error, Look& seen) {
        if (!error.isEmpty())
            return done(error, {});
        std::stable_sort(seen.found.begin(), seen.found.end(),
            [](const SqsMessage& a, const SqsMessage& b) { return a.sentAtMs > b.sentAtMs; });
        std::vector<DeadLetter> letters;
        for (const SqsMessage& message : seen.found) {
            if (letters.size() < std::size_t(Source::MostDeadListed))
                letters.push_back(message.letter());
        }
        done({}, std::move(letters));
    };
    begin(look);
}

void SqsDeadQueue::remove(const QString& id, Done done)
{
    const auto look = std::make_shared<Look>();
    look->isWanted = [id](const SqsMessage& message) { return message.id == id; };
    look->done = [this, id, done = std::move(done)](const QString& error, Look& seen) {
        if (!error.isEmpty())
            return done(error);
        const auto found = std::find_if(seen.found.begin(), seen.found.end(), seen.isWanted);
        if (found == seen.found.end())
            return done(
                u"This message is not in the queue “%1” any more, or somebody else looks at "
                "it at this moment."_s.arg(m_name));
        m_client.call("DeleteMessage",
            {{u"QueueUrl"_s, m_url}, {u"ReceiptHandle"_s, found->receipt}},
            [done](const SqsAnswer& answer) { done(answer.error); });
    };
    begin(look);
}

void SqsDeadQueue::begin(LookPtr look)
{
    const QString why = !isKnown()
        ? u"There is no queue for what is refused: neither a redrive policy nor “%1”."_s.arg(m_name)
        : m_looks.size() >= MostLooks ? u"Too many look at the dead of this source."_s
                                      : QString();
    if (!why.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [look, why] { look->done(why, *look); }, Qt::QueuedConnection);
        return;
    }
    m_looks.push_back(std::move(look));
    if (m_looks.size() == 1)
        next(m_looks.front());
}

void SqsDeadQueue::next(const LookPtr& look)
{
    ++look->calls;
    // The short wait makes SQS ask all of its servers, and not some.
    m_client.call("ReceiveMessage", SqsMessage::request(m_url, 10, 1, LookHideSeconds), 1,
        SqsClient::Lane::Doing, [this, look](const SqsAnswer& answer) {
            bool isNews = false;
            bool isFound = false;
            for (SqsMessage& message : SqsMessage::readAll(answer.json)) {
                if (!look->ids.insert(message.id).second)
                    continue;
                isNews = true;
                isFound = isFound || look->isWanted(message);
                look->found.push_back(std::move(message));
            }
            const bool goesOn
                = answer.isFine() && isNews && !isFound && look->calls < MostLookCalls;
            if (goesOn)
                return next(look);
            const auto wanted
                = std::find_if(look->found.begin(), look->found.end(), look->isWanted);
            const QString but = wanted == look->found.end() ? QString() : wanted->id;
            const QString error = look->found.empty() ? answer.error : QString();
            release(look, but, 0, [this, look, error] {
                look->done(error, *look);
                end();
            });
        });
}

void SqsDeadQueue::release(
    const LookPtr& look, const QString& but, std::size_t from, std::function<void()> done)
{
    QJsonArray entries;
    for (; from < look->found.size() && std::size_t(entries.size()) < MostInSqsBatch; ++from) {
        const SqsMessage& message = look->found[from];
        if (message.id != but)
            entries.append(QJsonObject{{u"Id"_s, QString::number(entries.size())},
                {u"ReceiptHandle"_s, message.receipt}, {u"VisibilityTimeout"_s, 0}});
    }
    if (entries.isEmpty())
        return done();
    // What it answers makes no difference: they are seen again in half a minute at the latest.
    m_client.call("ChangeMessageVisibilityBatch", {{u"QueueUrl"_s, m_url}, {u"Entries"_s, entries}},
        [this, look, but, from, done = std::move(done)](
            const SqsAnswer&) { release(look, but, from, done); });
}

void SqsDeadQueue::end()
{
    m_looks.pop_front();
    if (!m_looks.empty())
        next(m_looks.front());
}

} // namespace fanlight
