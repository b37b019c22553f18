// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/arrivals.h"
#include "load/client_crowd.h"
#include "load/client_poller.h"
#include "load/client_proof.h"
#include "load/client_timers.h"
#include "load/event_intake.h"
#include "load/load_address.h"
#include "load/request_composer.h"

namespace fanlight {

// What the clients do: the steps of their flows one after another, the request of each, the stream
// or the answer, thinking, losing the connection and coming back; and what became of it. Told by
// the loop what a socket reports and which time has come. The clients' thread.
class ClientFlow {
public:
    // What it works with; all outlive it.
    struct Tools {
        ClientPoller& poller;
        ClientTimers& timers;
        ClientCrowd& crowd;
        Arrivals& arrivals; // says which flow is taken
        Owed& owed;
        LoadText::Random& random;
        ClientFigures& figures;
    };
    // `addresses`: of the plan's origins. `run`: that of the marks.
    ClientFlow(const LoadPlan& plan, std::vector<LoadAddress> addresses, std::uint32_t run,
        const Tools& tools);

    void setAddresses(std::vector<LoadAddress> addresses) { m_addresses = std::move(addresses); }
    void begin(VirtualClient::Person person); // it has come
    void handle(const ClientPoller::Ready& ready);
    void fire(const ClientTimers::Due& due);

    void beginDrain(); // nothing is published any more
    bool isDraining() const { return m_isDraining; }
    // Who is away stays away: what is counted from now on is what the hub can have counted, too.
    void stopReturns() { m_returns = false; }
    struct Outstanding {
        std::uint64_t owed = 0; // messages
        std::uint64_t returning = 0; // clients on their way back to a stream they were in
    };
    Outstanding outstanding() const;
    void end(); // everyone leaves

private:
    struct Sink;
    using Timer = ClientTimers::Kind;

    void beginFlow(std::uint32_t index);
    void nextStep(std::uint32_t index);
    void flowEnded(std::uint32_t index);
    void wait(std::uint32_t index, std::uint64_t ns, bool resumes);
    void goOn(std::uint32_t index);
    void leave(std::uint32_t index, bool atTheEnd);

    void open(std::uint32_t index);
    void ticketCame(std::uint32_t index);
    LoadError errorOf(const VirtualClient& client, int systemError);
    bool connected(std::uint32_t index);
    bool sendRequest(std::uint32_t index);
    void receive(std::uint32_t index, bool closing);
    void hangUp(VirtualClient& client);

    bool answered(
        VirtualClient& client, const AnswerHead& head, std::uint64_t receivedNs, bool& isStream);
    void answerBegun(std::uint32_t index, bool isStream);
    void answerOver(std::uint32_t index);
    void ended(std::uint32_t index, int systemError);
    void stepDone(std::uint32_t index);
    void comeBack(std::uint32_t index);
    void drop(std::uint32_t index);
    void failed(std::uint32_t index, LoadError error);
    void giveUp(std::uint32_t index, bool forGood);
    void countFailed(VirtualClient& client);
    void countUnanswered(VirtualClient& client);
    void noteTimeOfEvents(std::uint64_t receivedNs);
    void arm(std::uint32_t index, std::uint64_t afterNs, Timer timer);

    const LoadScenario& m_scenario;
    std::vector<LoadAddress> m_addresses;
    ClientPoller& m_poller;
    ClientTimers& m_timers;
    ClientCrowd& m_crowd;
    Arrivals& m_arrivals;
    Owed& m_owed;
    LoadText::Random& m_random;
    ClientFigures& m_figures;
    AnswerJudge m_judge;
    EventIntake m_intake;
    ClientProof m_proof;
    RequestComposer m_composer;
    bool m_isDraining = false;
    bool m_returns = true;
    std::unique_ptr<char[]> m_buffer; // what was read last
};

} // namespace fanlight
