// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/event_reader.h"
#include "load/json_probe.h"
#include "load/load_counters.h"
#include "load/virtual_client.h"

#include <array>

namespace fanlight {

// Whether an answer, or an event, is what its step asks for; takes from it what is captured, counts
// what does not hold, and keeps what was said of each kind of refusal once. The clients' thread.
class AnswerJudge {
public:
    AnswerJudge(LoadText::Random& random, ClientFigures& figures); // outlive it

    enum class Verdict {
        Good,
        Refused,
        RefusedWithReason, // … and its body is to be read for it
    };
    // `isStream`: it would be read as one.
    Verdict judge(const LoadPlan::Step& step, const AnswerHead& head, bool isStream,
        VirtualClient::Person& person);
    // The body of an answer, or the data of an event.
    void lookAt(const LoadPlan::Step& step, std::string_view body, VirtualClient::Person& person);

    static constexpr std::size_t MostReason = 1024; // bytes of a refusal's body that are looked at
    static bool hasReason(std::string_view body); // or will have none
    void keepReason(int status, std::string_view body);

    // A get whose stream is opened again.
    static bool isStreamStep(const LoadPlan::Step& step)
    {
        return step.kind == LoadStep::Kind::Get && step.reconnects;
    }

private:
    Verdict refuse(const AnswerHead& head, const QString& kind);
    bool holds(
        const LoadPlan::Check& check, const AnswerHead& head, const VirtualClient::Person& person);
    void unmet(const LoadPlan::Check& check, const AnswerHead& head);

    LoadText::Random& m_random;
    ClientFigures& m_figures;
    std::array<bool, 600> m_isExplained{}; // by status: a reason is kept, or on its way
    JsonProbe m_probe;
};

} // namespace fanlight
