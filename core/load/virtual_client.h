// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/descriptor.h"
#include "load/event_reader.h"
#include "load/load_mark.h"
#include "load/load_plan.h"
#include "load/sequence_check.h"

namespace fanlight {

// One client of a load test: where it is in its flow, its connection, what it has heard. A plain
// value, some hundred bytes, moved about by VirtualClients alone; its thread's.
struct VirtualClient {
    enum class Phase : std::uint8_t {
        Free, // nobody is here
        Connecting,
        Asking, // the request goes, the answer's header is awaited
        Streaming,
        Reading, // an answer that is no stream
        Waiting, // to think, to come back, to go on
    };

    Descriptor socket;
    Phase phase = Phase::Free;
    bool isSlow = false;
    bool isDropper = false;
    bool resumes = false; // what it waits for is to open its stream again
    bool isHolder = false; // in a stream without an end of its own
    bool hasFirstByte = false; // of this answer
    bool wasAnswered = false; // ever
    bool isFailed = false; // counted as one who never had an answer
    bool leaves = false; // its step is over with this answer
    bool statusWrong = false; // the answer is none of those asked for
    bool wantsReason = false; // … and the first line of its body is to be kept
    bool hasNewEvents = false; // with what was read last
    int reasonStatus = 0; // what that is a reason for
    std::uint32_t serial = 0; // another one: timers set before are void
    std::uint64_t number = 0; // in order of arrival, from 1
    std::uint32_t user = 0;
    std::uint64_t startedNs = 0; // connect()
    std::uint64_t openedNs = 0; // its stream
    std::uint64_t holdUntilNs = 0; // 0: no end
    std::uint64_t eventsLeft = 0; // 0: no bound
    std::int64_t retryMs = -1;

    struct Place {
        const std::vector<LoadPlan::Step>* steps;
        std::size_t at;
        std::uint64_t roundsLeft;
    };
    std::vector<Place> places; // in the flow, the innermost loop last
    const LoadPlan::Step* step = nullptr;

    EventReader reader;
    std::string request; // what is left of it
    std::string idBuffer;
    std::string lastId;
    bool hasNewId = false;
    bool hasMark = false;
    LoadMark mark; // of the event that is being read …
    std::vector<LoadMark> furtherMarks; // … and of the others in it: a batch
    // of that event, or of an answer; kept only where captures or checks look at it, or for a
    // reason
    std::string data;
    SequenceCheck own;
    SequenceCheck all;
    std::vector<std::string> variables;
};

} // namespace fanlight
