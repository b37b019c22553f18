// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_watch.h"

#include "format.h"
#include "sources/source_text.h"

#include <algorithm>

namespace fanlight {

namespace {

// What was on its way when it was asked says nothing yet.
constexpr int MostDenied = 4;

} // namespace

SourceWatch::SourceWatch(Pause pause, QObject* parent)
    : QObject(parent)
    , m_pause(std::move(pause))
{
}

void SourceWatch::take(const SourceSnapshotPtr& snapshot)
{
    const SourceSnapshotPtr before = std::exchange(m_snapshot, snapshot);
    for (const SourceRow& row : snapshot->rows) {
        const auto was = std::find_if(before->rows.begin(), before->rows.end(),
            [&row](const SourceRow& one) { return one.name == row.name; });
        if (was != before->rows.end())
            compare(*was, row);
        remember(row, snapshot->takenAtMs);
        if (const auto asked = m_asked.find(row.name); asked != m_asked.end()
            && (asked->second.paused == row.isPaused || ++asked->second.denied > MostDenied))
            m_asked.erase(asked);
    }
    const auto isGone = [this](const auto& one) { return !row(one.first); };
    std::erase_if(m_history, isGone);
    std::erase_if(m_asked, isGone);
    Q_EMIT changed();
}

void SourceWatch::clear()
{
    take(std::make_shared<SourceSnapshot>());
}

const SourceRow* SourceWatch::row(const QString& name) const
{
    const auto found = std::find_if(m_snapshot->rows.begin(), m_snapshot->rows.end(),
        [&name](const SourceRow& row) { return row.name == name; });
    return found == m_snapshot->rows.end() ? nullptr : &*found;
}

const SourceWatch::History& SourceWatch::history(const QString& name) const
{
    static const History None;
    const auto found = m_history.find(name);
    return found == m_history.end() ? None : found->second;
}

int SourceWatch::away() const
{
    return int(std::count_if(m_snapshot->rows.begin(), m_snapshot->rows.end(),
        [](const SourceRow& row) { return source_text::isAway(row); }));
}

bool SourceWatch::isPaused(const QString& name) const
{
    if (const auto asked = m_asked.find(name); asked != m_asked.end())
        return asked->second.paused;
    const SourceRow* found = row(name);
    return found && found->isPaused;
}

void SourceWatch::togglePause(const QString& name)
{
    if (!row(name))
        return;
    const bool paused = !isPaused(name);
    m_asked[name] = {paused, 0};
    m_pause(name, paused);
    Q_EMIT changed();
    tell(paused ? tr("source %1 paused").arg(name) : tr("source %1 goes on").arg(name),
        paused ? tr("sources paused") : tr("sources go on"));
}

void SourceWatch::tell(const QString& text, const QString& subject)
{
    Q_EMIT told(text);
    Q_EMIT marked(text, subject);
}

void SourceWatch::compare(const SourceRow& before, const SourceRow& now)
{
    const bool wasAway = source_text::isAway(before);
    const bool isAway = source_text::isAway(now);
    if (isAway && !wasAway)
        tell(tr("source %1 is away: %2", "name, why").arg(now.name, now.figures.error),
            tr("sources away"));
    else if (wasAway && now.figures.state == SourceFigures::State::Taking)
        tell(tr("source %1 is back").arg(now.name), tr("sources back"));
    if (now.figures.buried > before.figures.buried) {
        const auto died = double(now.figures.buried - before.figures.buried);
        Q_EMIT told(tr("source %2: %1 message(s) refused for good", nullptr, format::plural(died))
                        .arg(format::count(died), now.name));
    }
}

void SourceWatch::remember(const SourceRow& row, qint64 timeMs)
{
    History& history = m_history[row.name];
    const SourceFigures& figures = row.figures;
    const Moment moment{timeMs, figures.lag, row.perSecond, figures.dead, double(figures.refused)};
    // A clock that was set back begins anew: a chart's times ascend.
    while (!history.empty() && history.back().timeMs >= timeMs)
        history.pop_back();
    // What changed between two regular moments gives way to the next.
    if (history.size() > 1
        && history.back().timeMs - std::prev(history.end(), 2)->timeMs < Step.count())
        history.pop_back();
    history.push_back(moment);
    const qint64 oldest = timeMs - std::chrono::milliseconds(Kept).count();
    while (history.front().timeMs < oldest)
        history.pop_front();
}

} // namespace fanlight
