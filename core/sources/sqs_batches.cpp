// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_batches.h"

#include "sources/sqs_message.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostDeleteCalls = 4; // at a time
constexpr int LeastDeletePauseMs = 50;
constexpr int MostDeletePauseMs = 5000;

QJsonObject batchEntry(qsizetype place, const QString& receipt)
{
    return {{u"Id"_s, QString::number(place)}, {u"ReceiptHandle"_s, receipt}};
}

QJsonObject hideEntry(qsizetype place, const QString& receipt, int seconds)
{
    QJsonObject entry = batchEntry(place, receipt);
    entry[u"VisibilityTimeout"_s] = seconds;
    return entry;
}

} // namespace

SqsBatches::SqsBatches(SqsClient& client, Owner owner, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_owner(std::move(owner))
{
    m_deleteTimer.setSingleShot(true);
    m_hideTimer.setSingleShot(true);
    connect(&m_deleteTimer, &QTimer::timeout, this, &SqsBatches::deleteNow);
    connect(&m_hideTimer, &QTimer::timeout, this, &SqsBatches::hideNow);
}

void SqsBatches::call(const QByteArray& action, const QJsonArray& entries, SqsClient::Done done)
{
    m_client.call(action, {{u"QueueUrl"_s, m_url}, {u"Entries"_s, entries}},
        [this, generation = m_generation, done = std::move(done)](const SqsAnswer& answer) {
            if (generation == m_generation)
                done(answer);
        });
}

void SqsBatches::deleteSoon(const std::string& id)
{
    m_deletes.push_back(id);
    // More may come in this turn, which one call deletes as well.
    if (!m_deleteTimer.isActive())
        m_deleteTimer.start(0);
}

void SqsBatches::deleteNow()
{
    while (!m_deletes.empty() && m_deleting < MostDeleteCalls) {
        QJsonArray entries;
        std::vector<std::string> ids;
        while (!m_deletes.empty() && ids.size() < MostInSqsBatch) {
            const QString receipt = m_owner.receiptOf(m_deletes.front());
            if (!receipt.isNull()) {
                entries.append(batchEntry(entries.size(), receipt));
                ids.push_back(m_deletes.front());
            }
            m_deletes.pop_front();
        }
        if (ids.empty())
            return;
        ++m_deleting;
        call("DeleteMessageBatch", entries,
            [this, ids](const SqsAnswer& answer) { answered(ids, answer); });
    }
}

void SqsBatches::answered(const std::vector<std::string>& ids, const SqsAnswer& answer)
{
    --m_deleting;
    QString error = answer.error;
    std::vector<bool> isLeft(ids.size(), !answer.isFine());
    std::vector<bool> isLost(ids.size(), false);
    for (const SqsFailure& failure : sqsFailures(answer.json)) {
        if (failure.place >= ids.size())
            continue;
        isLost[failure.place] = failure.isOurs;
        isLeft[failure.place] = !failure.isOurs;
        error = u"SQS did not delete a message that is published (%1)."_s.arg(failure.code);
    }
    bool isAnyLeft = false;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (isLeft[i])
            m_deletes.push_back(ids[i]);
        isAnyLeft = isAnyLeft || isLeft[i];
    }
    m_pauseMs = isAnyLeft ? std::clamp(2 * m_pauseMs, LeastDeletePauseMs, MostDeletePauseMs) : 0;
    if (!m_deletes.empty())
        m_deleteTimer.start(m_pauseMs);
    m_owner.told(error);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!isLeft[i])
            m_owner.deleted(ids[i], !isLost[i]);
    }
}

void SqsBatches::hideSoon(const QString& receipt, int seconds)
{
    m_hides.emplace_back(receipt, seconds);
    if (!m_hideTimer.isActive())
        m_hideTimer.start(0);
}

void SqsBatches::hideNow()
{
    const auto all = std::exchange(m_hides, {});
    for (std::size_t from = 0; from < all.size(); from += MostInSqsBatch) {
        QJsonArray entries;
        for (std::size_t i = from; i < std::min(all.size(), from + MostInSqsBatch); ++i)
            entries.append(hideEntry(entries.size(), all[i].first, all[i].second));
        call("ChangeMessageVisibilityBatch", entries, [](const SqsAnswer&) {});
    }
}

void SqsBatches::extend(const std::vector<std::string>& ids, int seconds)
{
    for (std::size_t from = 0; from < ids.size(); from += MostInSqsBatch) {
        QJsonArray entries;
        std::vector<std::string> asked;
        for (std::size_t i = from; i < std::min(ids.size(), from + MostInSqsBatch); ++i) {
            entries.append(hideEntry(entries.size(), m_owner.receiptOf(ids[i]), seconds));
            asked.push_back(ids[i]);
        }
        call("ChangeMessageVisibilityBatch", entries, [this, asked](const SqsAnswer& answer) {
            if (!answer.isFine())
                return; // its owner asks again
            std::vector<bool> isOpen(asked.size(), false);
            for (const SqsFailure& failure : sqsFailures(answer.json)) {
                if (failure.place >= asked.size())
                    continue;
                isOpen[failure.place] = true;
                if (failure.isOurs)
                    m_owner.extended(asked[failure.place], false);
            }
            for (std::size_t i = 0; i < asked.size(); ++i) {
                if (!isOpen[i])
                    m_owner.extended(asked[i], true);
            }
        });
    }
}

void SqsBatches::finish()
{
    m_deleteTimer.stop();
    m_hideTimer.stop();
    deleteNow();
    hideNow();
    ++m_generation;
    m_deletes.clear();
    m_deleting = 0;
    m_pauseMs = 0;
}

} // namespace fanlight
