// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/way_back.h"

#include "format.h"
#include "hub/hub_port.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace fanlight {
namespace {
constexpr std::array Kinds{AudienceKind::Followers, AudienceKind::Interests};
} // namespace

WayBack::WayBack(Hands hands, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
{
    m_keep.setSingleShot(true);
    m_keep.setInterval(std::chrono::minutes(KeepMinutes));
    connect(&m_keep, &QTimer::timeout, this, &WayBack::cancel);
}

void WayBack::read()
{
    cancel();
    m_isReading = true;
    readSets();
}

void WayBack::cancel()
{
    ++m_round;
    m_sets.clear();
    m_next = m_kinds = 0;
    m_users = m_given = 0;
    m_isReading = m_hasAll = false;
    m_keep.stop();
}

void WayBack::fail(const QString& error)
{
    cancel();
    Q_EMIT failed(error);
}

void WayBack::readSets()
{
    if (m_kinds == Kinds.size())
        return readNext();
    const AudienceKind kind = Kinds.at(m_kinds++);
    m_hands.sets(kind, [this, kind, round = m_round](const AudienceSets& found) {
        if (round != m_round)
            return;
        if (!found.error.isEmpty())
            return fail(found.error);
        if (found.more)
            return fail(tr("There are more than %1 sets, which is as many as can be read.")
                            .arg(format::count(AudienceSets::Most)));
        for (const AudienceSets::Set& set : found.sets)
            m_sets.push_back({kind, set.name, {}, false});
        readSets();
    });
}

void WayBack::readNext()
{
    if (m_next == m_sets.size()) {
        m_isReading = false;
        m_hasAll = true;
        m_next = 0;
        m_keep.start();
        return Q_EMIT readAll();
    }
    m_hands.members(m_sets[m_next].kind, m_sets[m_next].set,
        [this, round = m_round](const AudienceMembers& found) {
            if (round != m_round)
                return;
            if (!found.error.isEmpty())
                return fail(found.error);
            m_users += found.users.size();
            if (m_users > MostUsers)
                return fail(tr("It has more than %1 entries, which is as many as memory holds.")
                                .arg(format::count(double(MostUsers))));
            m_sets[m_next++].users = found.users;
            Q_EMIT progressed();
            readNext();
        });
}

void WayBack::give()
{
    if (!m_hasAll)
        return;
    m_keep.stop();
    giveNext();
}

// The last set first, so that what was given is let go of.
void WayBack::giveNext()
{
    while (!m_sets.empty() && m_sets.back().users.isEmpty())
        m_sets.pop_back();
    if (m_sets.empty()) {
        const qint64 users = m_given;
        cancel();
        return Q_EMIT given(users, {});
    }
    AudienceChange& set = m_sets.back();
    const qsizetype count = std::min<qsizetype>(set.users.size(), HubPort::MostChanged);
    AudienceChange piece{set.kind, set.set, set.users.last(count), false};
    set.users.resize(set.users.size() - count);
    m_hands.change({piece}, [this, count, round = m_round](const QString& error, quint64) {
        if (round != m_round)
            return;
        if (!error.isEmpty()) {
            const qint64 users = m_given;
            cancel();
            return Q_EMIT given(users, error);
        }
        m_given += count;
        giveNext();
    });
}

} // namespace fanlight
