// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sqs_batches.h"
#include "sources/sqs_client.h"
#include "sources/sqs_dead_queue.h"
#include "sources/sqs_groups.h"
#include "sources/sqs_message.h"
#include "sources/sqs_place.h"

#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace fanlight {

// A queue of Amazon SQS, or of what speaks its protocol. Long polls take messages, at most prefetch
// at a time; what is in hand is hidden from others again before its time is over, for as long as it
// takes (SQS ends that after 12 hours); what history has is deleted in batches.
//
// FIFO: of a group one message is published at a time, and the next only when it is or is buried,
// so the order is kept and a refused message holds up its group until then, but no other. A refused
// message of a standard queue goes back to it for a moment. Tries are SQS's count of takings, which
// counts those that ended with a crash as well. Buried is what was refused MostTries times, or one
// try before the queue's own redrive policy would move it without a reason; with no queue for the
// dead it is kept from being seen for a while, and never deleted.
class SqsSource : public Source {
    Q_OBJECT
public:
    explicit SqsSource(const SqsPlace& place, const SqsPace& pace = {}, QObject* parent = nullptr);
    ~SqsSource() override;

    void open(Publish publish) override;
    // What is in hand is made visible at once, as far as this object and its loop live on for it.
    void close() override;
    void setPaused(bool paused) override;
    void setWaiting(bool waiting) override;
    SourceFigures figures() const override;
    void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done) override;
    void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done) override;

    static constexpr int MostReceives = 5; // at a time; the sixth connection to a host would wait

private:
    enum class Phase : std::uint8_t {
        Behind, // FIFO: another of its group comes first
        Publishing,
        NotNow, // the broker took it not; tried again
        Resting, // FIFO: it was refused; tried again
        Burying,
        Published, // waits for being deleted
    };
    struct Held {
        SqsMessage message;
        Phase phase = Phase::Publishing;
        int refusals = 0; // FIFO: in hand, which SQS does not count
        qint64 hiddenSinceMs = 0; // monotonic
        std::uint64_t order = 0;
        QString reason; // of the last refusal
        bool isLost = false; // SQS does not know the receipt any more
    };
    using Hand = std::unordered_map<std::string, Held>; // by message id
    // Makes a call whose answer is of no interest to who has closed, or opened anew, since.
    void call(const QByteArray& action, const QJsonObject& body, SqsClient::Done done);

    // Finding the queue.
    void connectNow();
    void readQueue(bool isFirst);
    void takeFacts(const SqsQueueFacts& facts);
    void fail(const SqsAnswer& answer);
    void proven(); // messages can be taken

    // Taking.
    bool mayTake() const;
    void fill();
    void receive(int most);
    void received(const SqsAnswer& answer, int most, qint64 askedAtMs);
    void take(SqsMessage message);
    void publish(Hand::iterator at);
    void judged(const std::string& id, const SourceVerdict& verdict);
    void refused(Hand::iterator at);
    void tryAgain();
    void letGo(Hand::iterator at); // and the next of its group follows
    void publishNext(const std::string& id); // of a group; empty: none
    void giveBackGroup(const std::string& group);

    // What is told SQS.
    void bury(const std::string& id);
    void holdBack(Hand::iterator at, int seconds);
    void deleteSoon(const std::string& id);
    SqsBatches::Owner batchOwner();
    void extend();

    const SqsPlace m_place;
    const SqsPace m_pace;
    Publish m_publish;
    std::unique_ptr<SqsClient> m_client; // from the first open() on
    std::unique_ptr<SqsDeadQueue> m_dead;
    std::unique_ptr<SqsBatches> m_batches;
    unsigned m_opened = 0; // counts; odd is open
    QString m_url;
    QString m_policy; // RedrivePolicy
    int m_hideSeconds = SqsQueueFacts::UsualHideSeconds;
    int m_mostTries = MostTries;

    bool m_isConnected = false;
    bool m_isProven = true; // no call for messages has failed since the last that did not
    bool m_isPaused = false;
    bool m_isWaiting = false;
    bool m_isStalled = false; // the last verdict was that the broker takes nothing
    QString m_error;
    QString m_deadError; // why what is refused stays
    QString m_whyNoDead; // when the queue for the dead could not be asked for
    SourceFigures m_counted; // counters, lag and dead

    Hand m_hand;
    SqsGroups m_groups; // FIFO: who comes after whom
    std::uint64_t m_taken = 0;
    int m_notNow = 0; // in that phase
    int m_asked = 0; // messages that the receives under way may bring
    int m_receives = 0;
    int m_wantedReceives = 1;

    QTimer m_reconnect;
    QTimer m_again; // what was not taken now
    QTimer m_receiveAgain;
    QTimer m_fillSoon;
    QTimer m_proof;
    QTimer m_extendTimer;
    QTimer m_figuresTimer;
    int m_reconnectMs = 0;
    int m_againMs = 0;
};

} // namespace fanlight
