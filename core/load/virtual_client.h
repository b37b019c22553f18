// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_socket.h"
#include "load/event_reader.h"
#include "load/flow_course.h"
#include "load/owed.h"

namespace fanlight {

// One client of a load test: who it is, where it is in its flow, its connection, what it has heard.
// A plain value, some hundred bytes, kept by ClientCrowd; each part is written by one object only,
// all in the clients' thread.
struct VirtualClient {
    enum class Phase : std::uint8_t {
        Free, // nobody is here
        Connecting,
        Asking, // the request goes, the answer's header is awaited
        Streaming,
        Reading, // an answer that is no stream
        Waiting, // to think, to come back, to go on
    };

    // Arrivals says who it is; AnswerJudge puts what is captured into the variables.
    struct Person {
        std::uint64_t number = 0; // in order of arrival, from 1
        std::uint32_t user = 0;
        std::string name; // of the user, {i}
        std::int64_t tokenIssuedAt = 0; // ClientTokens::of()
        bool isSlow = false;
        bool isDropper = false;
        std::vector<std::string> variables;
    };
    // ClientFlow's: what it does.
    struct Errand {
        FlowCourse course;
        const LoadPlan::Step* step = nullptr; // null: its flow is over, or has not begun
        std::uint64_t holdUntilNs = 0; // 0: no end
        bool resumes = false; // what it waits for is to open its stream again
        bool wasAnswered = false; // ever
        bool isFailed = false; // counted as one who never had an answer
        bool hasFreshTicket = false; // one that has opened no stream yet
    };
    // ClientFlow's: what it asks and is answered, in one connection.
    struct Exchange {
        const LoadPlan::Step* step = nullptr; // that of the errand, or its ticket
        std::uint64_t startedNs = 0; // connect()
        std::string request; // what is left of it
        EventReader reader;
        bool hasFirstByte = false;
        bool isWrong = false; // the answer is none of those asked for …
        bool isOutdated = false; // … since the ticket is; another one is asked for
        bool wantsReason = false; // … and the first line of its body is to be kept
        int reasonStatus = 0; // what that is a reason for
        std::string body; // kept only where captures or checks look at it, or for a reason
    };
    // EventIntake's: its stream, over all connections it takes.
    struct Stream {
        std::uint64_t openedNs = 0;
        std::uint64_t eventsLeft = 0; // 0: no bound
        std::int64_t retryMs = -1;
        std::string lastId;
        // of the event that is being read
        std::string idBuffer;
        bool hasNewId = false;
        bool hasMark = false;
        bool isEnough = false; // the last event that was wanted has come
        LoadMark mark;
        std::vector<LoadMark> furtherMarks; // of a batch
        std::string data; // kept only where captures or checks look at it
    };

    // In a stream without an end of its own, or on its way there.
    bool isHolder() const
    {
        return errand.step && errand.step->kind == LoadStep::Kind::Get && errand.holdUntilNs == 0
            && errand.step->events == 0;
    }

    Phase phase = Phase::Free; // ClientCrowd's
    bool countsAsHolder = false; // ClientCrowd's
    std::uint32_t serial = 0; // another one: timers and events of before are void
    Person person;
    Errand errand;
    ClientSocket socket;
    Exchange exchange;
    Stream stream;
    Owed::Account owed;
};

} // namespace fanlight
