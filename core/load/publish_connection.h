// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_socket.h"
#include "load/publish_composer.h"
#include "load/publish_ledger.h"
#include "qtredis/reply_reader.h"

#include <algorithm>
#include <deque>

namespace fanlight {

// One connection of the publisher: messages go over it one behind the other, and so come their
// answers; what it cannot bring home is told to the ledger. Comes back by itself. The publisher's
// thread.
class PublishConnection {
public:
    // on each, once an answer has shown that it stays open
    static constexpr std::size_t MostPipelined = 64;

    // All outlive it.
    PublishConnection(
        const PublishTarget& target, PublishComposer& composer, PublishLedger& ledger);

    void connect();
    // When the time for it has come.
    void reconnect(std::uint64_t nowNs);
    bool hasRoom() const; // for one more message
    // Composed, not sent yet.
    void add(const PublishLedger::Sent& sent, const LoadMark& mark);
    void flush(); // as far as the kernel takes it
    // The connection stands, goes on to come about, or does not. Only when isConnecting().
    void connected();
    void receive(std::span<char> buffer); // until nothing says that there is more
    void lose(LoadError error); // what waits for answers has none any more

    bool isUp() const { return m_isUp; }
    bool isConnecting() const { return m_socket.isOpen() && !m_isUp; }
    bool isFlushed() const { return m_sentBytes == m_out.size(); }
    bool isOwed() const { return !m_waiting.empty(); } // answers
    bool waitsToWrite() const { return m_socket.waitsToWrite(); } // until it is up
    int descriptor() const { return m_socket.descriptor(); } // -1: none

private:
    // What is heard of one answer: its header, and the first line of a refusal.
    struct Heard {
        static constexpr std::size_t MostReason = 512;

        AnswerHead head;
        std::string reason;

        bool answered(const AnswerHead& what)
        {
            head = what;
            return true;
        }
        void body(std::string_view bytes)
        {
            reason += bytes.substr(0, MostReason - std::min(reason.size(), MostReason));
        }
        void field(std::string_view, std::string_view) { }
        bool dispatch(bool) { return true; }
        void comment(std::string_view) { }
    };

    LoadError errorOf(int systemError);
    bool receiveOnce(std::span<char> buffer);
    void readReplies(std::string_view bytes);
    void readAnswers(std::string_view bytes);
    bool answerOver(bool endsHere);
    void answered(bool isGood, std::optional<LoadError> error);

    const PublishTarget& m_target;
    PublishComposer& m_composer;
    PublishLedger& m_ledger;
    ClientSocket m_socket;
    bool m_isUp = false;
    bool m_staysOpen = false; // an answer has shown it
    std::uint64_t m_retryNs = 0; // not before
    std::string m_out;
    std::size_t m_sentBytes = 0; // of it
    std::deque<PublishLedger::Sent> m_waiting; // for answers, in order
    std::uint64_t m_cameNs = 0; // what was read last
    EventReader m_answer; // the one that comes in; its body is counted away
    Heard m_heard;
    redis::ReplyReader m_replies; // instead, in Redis
    int m_greetings = 0; // replies to AUTH that come first
};

} // namespace fanlight
