// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/amqp_kind.h"
#include "sources/source.h"

#include <QTimer>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace fanlight {

class AmqpKeeper;
class AmqpThread;
struct AmqpDelivery;

// A queue of RabbitMQ (AMQP 0-9-1): what is in hand, what each still waits for, and what may be
// acknowledged. A message is acknowledged with the verdict Published, or once it lies with the
// dead. One that is refused is asked for again after growing pauses, while others pass. After a
// loss of the connection all in hand is void, for the server gives it again; verdicts of before
// change nothing. In the hub's thread, which two threads of its own serve: one takes, one looks
// after the dead.
class AmqpSource final : public Source {
public:
    // Bodies of more than `mostBody` bytes go to the dead unread.
    AmqpSource(const AmqpPlace& place, std::size_t mostBody);
    ~AmqpSource() override;

    void open(Publish publish) override;
    void close() override;
    void setPaused(bool paused) override;
    void setWaiting(bool waiting) override;
    SourceFigures figures() const override;
    void listDead(
        std::function<void(const QString& error, std::vector<DeadLetter> letters)> done) override;
    void removeDead(
        const std::string& handle, std::function<void(const QString& error)> done) override;

private:
    enum class Step : std::uint8_t {
        Asked, // of the hub
        Pausing, // refused; asked again when its time has come
        Held, // the hub takes none at present
        Dying, // on its way to the dead
    };
    struct InHand {
        std::shared_ptr<const AmqpDelivery> delivery;
        Step step = Step::Held;
        int tries = 1;
        qint64 dueMs = 0; // while it pauses; steady clock
        std::string reason; // of the last refusal
    };

    void takeNews();
    void dropHand();
    void ask(std::uint64_t tag);
    void askHeld();
    void askInTurn(const std::vector<std::uint64_t>& tags);
    void judge(std::uint64_t epoch, std::uint64_t tag, const SourceVerdict& verdict);
    void refuse(std::uint64_t tag, InHand& message, const std::string& reason);
    void askAgain();
    void retryAt(qint64 dueMs); // or earlier
    void retryHeld();
    void bury(std::uint64_t tag);
    void sendToKeeper();
    void buried(std::uint64_t epoch, std::uint64_t tag, const QString& error);
    void finish(std::uint64_t tag);
    void flushLater();
    void flush();
    void setError(const QString& error);
    void refresh();

    const AmqpPlace m_place;
    const std::size_t m_mostBody;
    Publish m_publish;
    std::unique_ptr<AmqpThread> m_thread;
    std::unique_ptr<AmqpKeeper> m_keeper;
    unsigned m_opened = 0; // how often; what was asked before is void

    std::uint64_t m_epoch = 0; // of what is in hand
    std::map<std::uint64_t, InHand> m_hand; // by tag, in the order of the queue
    std::uint64_t m_lastTag = 0; // that was delivered
    std::set<std::uint64_t> m_finished; // to be acknowledged this turn
    std::vector<std::uint64_t> m_dying; // to be given to the keeper this turn
    std::size_t m_pausing = 0; // of those in hand
    std::size_t m_held = 0;
    int m_heldTries = 0; // since the hub took one
    bool m_isFlushDue = false;
    QTimer m_retry;
    QTimer m_flush;

    bool m_isConnected = false;
    bool m_isPaused = false;
    bool m_isWaiting = false;
    SourceFigures m_figures;
};

} // namespace fanlight
