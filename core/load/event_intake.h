// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/answer_judge.h"

namespace fanlight {

// What a client's stream says: takes each event to what is owed and to what is checked, and keeps
// what a browser would (WHATWG HTML §9.2.6): the last id, the time to come back after. The clients'
// thread; once for each event, so that it keeps no memory of its own.
class EventIntake {
public:
    // `run`: that of the marks. All outlive it.
    EventIntake(std::uint32_t run, Owed& owed, AnswerJudge& judge, ClientFigures& figures);

    // A new connection, which takes up where the last one ended.
    static void begin(VirtualClient::Stream& stream);
    void opened(VirtualClient& client, std::uint64_t nowNs); // it is answered by a stream

    void field(VirtualClient& client, std::string_view name, std::string_view value);
    // False: it has had all it wanted.
    bool dispatch(VirtualClient& client, bool hasData, std::uint64_t receivedNs);

private:
    const std::string m_tag;
    Owed& m_owed;
    AnswerJudge& m_judge;
    ClientFigures& m_figures;
};

} // namespace fanlight
