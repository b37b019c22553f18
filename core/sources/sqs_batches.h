// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sqs_client.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace fanlight {

// What SQS is told of messages that were taken, gathered over a turn of the loop into calls for
// ten: delete it, hide it for so long. Deletes are tried until SQS has taken or refused them;
// hiding is not, since a message that is not hidden just comes again. In its source's thread; its
// source's.
class SqsBatches : public QObject {
    Q_OBJECT
public:
    struct Owner { // is asked and told
        // The receipt of a message as it is now; null: it is not in hand any more.
        std::function<QString(const std::string& id)> receiptOf;
        // It was deleted; or not, since its receipt is too old, and it comes once more.
        std::function<void(const std::string& id, bool isDeleted)> deleted;
        // How a call for deleting went: empty, or a sentence.
        std::function<void(const QString& error)> told;
        // It stays hidden from now on; or SQS knows its receipt no more.
        std::function<void(const std::string& id, bool isHidden)> extended;
    };
    SqsBatches(SqsClient& client, Owner owner, QObject* parent = nullptr);

    void setQueue(const QString& url) { m_url = url; }
    void deleteSoon(const std::string& id);
    // From others, from now on; 0: it is seen at once.
    void hideSoon(const QString& receipt, int seconds);
    void extend(const std::vector<std::string>& ids, int seconds);
    // What was asked for is sent now, and nothing is told any more.
    void finish();

private:
    void deleteNow();
    void hideNow();
    void answered(const std::vector<std::string>& ids, const SqsAnswer& answer);
    // Its answer is of no interest after finish().
    void call(const QByteArray& action, const QJsonArray& entries, SqsClient::Done done);

    SqsClient& m_client;
    const Owner m_owner;
    QString m_url;
    unsigned m_generation = 0;
    std::deque<std::string> m_deletes;
    int m_deleting = 0; // calls under way
    int m_pauseMs = 0;
    std::vector<std::pair<QString, int>> m_hides;
    QTimer m_deleteTimer;
    QTimer m_hideTimer;
};

} // namespace fanlight
