// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/event_intake.h"

#include <utility>

namespace fanlight {

namespace {
constexpr std::size_t MostIdLength = 4096;
} // namespace

EventIntake::EventIntake(std::uint32_t run, Owed& owed, AnswerJudge& judge, ClientFigures& figures)
    : m_tag(LoadMark::tag(run))
    , m_owed(owed)
    , m_judge(judge)
    , m_figures(figures)
{
}

void EventIntake::begin(VirtualClient::Stream& stream)
{
    stream.idBuffer = stream.lastId;
    stream.hasNewId = stream.hasMark = stream.isEnough = false;
    stream.furtherMarks.clear();
    stream.data.clear();
}

void EventIntake::opened(VirtualClient& client, std::uint64_t nowNs)
{
    client.stream.openedNs = nowNs;
    m_owed.open(client.owed, !client.stream.lastId.empty());
}

void EventIntake::field(VirtualClient& client, std::string_view name, std::string_view value)
{
    VirtualClient::Stream& stream = client.stream;
    if (name == "data") {
        for (std::size_t at = 0; at < value.size();) {
            LoadMark mark;
            if (!mark.find(value, at, m_tag))
                continue;
            if (!std::exchange(stream.hasMark, true))
                stream.mark = mark;
            else
                stream.furtherMarks.push_back(mark);
        }
        if (client.errand.step->readsBody
            && stream.data.size() + value.size() <= EventReader::MostLine) {
            if (!stream.data.empty())
                stream.data += '\n';
            stream.data += value;
        }
    } else if (name == "id") {
        if (value.size() <= MostIdLength) {
            stream.idBuffer = value;
            stream.hasNewId = true;
        }
    } else if (name == "retry") {
        stream.retryMs = EventLines::retryMs(value).value_or(stream.retryMs);
    }
}

bool EventIntake::dispatch(VirtualClient& client, bool hasData, std::uint64_t receivedNs)
{
    VirtualClient::Stream& stream = client.stream;
    if (hasData)
        m_figures.events.add();
    if (stream.hasNewId) {
        if (hasData && stream.idBuffer == stream.lastId && !stream.lastId.empty())
            m_figures.wrongIds.add();
        stream.lastId = stream.idBuffer;
        stream.hasNewId = false;
    }
    if (!hasData)
        return true;
    if (stream.hasMark) {
        const Owed::Receipt receipt{receivedNs, stream.openedNs, !client.person.isSlow};
        m_owed.take(client.owed, stream.mark, receipt);
        for (const LoadMark& mark : stream.furtherMarks)
            m_owed.take(client.owed, mark, receipt);
        stream.furtherMarks.clear();
        stream.hasMark = false;
    } else {
        m_figures.unmarked.add();
    }
    const LoadPlan::Step& step = *client.errand.step;
    if (step.readsBody || !step.checks.empty()) {
        m_judge.lookAt(step, stream.data, client.person);
        stream.data.clear();
    }
    if (stream.eventsLeft == 0 || --stream.eventsLeft > 0)
        return true;
    stream.isEnough = true;
    return false;
}

} // namespace fanlight
