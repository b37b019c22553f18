// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/event_reader.h"
#include "load/load_counters.h"

#include <array>
#include <optional>

namespace fanlight {

// What was published and what became of it: numbers messages, books what the hub took and what it
// did not, and keeps of each kind of refusal what was said first. The publisher's thread.
class PublishLedger {
public:
    // Both outlive it.
    PublishLedger(PublishBook& book, PublishFigures& figures)
        : m_book(book)
        , m_figures(figures)
    {
    }

    // A message on its way.
    struct Sent {
        std::uint32_t channel;
        std::uint64_t number;
        std::uint64_t ns;
    };
    Sent send(std::uint32_t channel, std::uint64_t dueNs, std::uint64_t nowNs);
    void accepted(const Sent& sent, std::uint64_t answeredNs);
    // By an answer. An HTTP status is told by explain() instead of an error.
    void refused(const Sent& sent, std::uint64_t answeredNs, std::optional<LoadError> error);
    void lost(const Sent& sent); // there is no answer
    void failed(LoadError error, std::uint64_t times = 1);
    // An answer with a status that is none of success; `body`: as far as it was kept.
    void explain(const AnswerHead& head, std::string_view body);
    void explain(LoadError error, const QString& text);

private:
    void answered(const Sent& sent, std::uint64_t answeredNs);

    PublishBook& m_book;
    PublishFigures& m_figures;
    std::array<bool, 600> m_isExplained{}; // by status
};

} // namespace fanlight
