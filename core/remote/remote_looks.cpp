// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_looks.h"

#include "remote/hub_identity.h"
#include "remote/remote_session.h"

namespace fanlight {

using views::View;

namespace {

QStringList namesIn(views::ViewSet set)
{
    QStringList names;
    for (std::size_t i = 0; i < views::ViewCount; ++i) {
        if (set.has(View(i)))
            names += views::viewName(View(i));
    }
    return names;
}

} // namespace

RemoteLooks::RemoteLooks(RemoteSession& session)
    : m_session(session)
{
}

void RemoteLooks::look(View view, bool isWanted)
{
    m_wanted.set(view, isWanted);
    tell();
}

void RemoteLooks::record(View view)
{
    m_recorded.set(view);
    tell();
}

void RemoteLooks::meet(const HubIdentity& hub)
{
    m_canRecord = hub.has(HubIdentity::Record);
    m_hasMoments = hub.has(HubIdentity::Moments);
    tell();
}

void RemoteLooks::tell()
{
    // What cannot be recorded alone is looked at, so that it is recorded all the same.
    views::ViewSet views = m_canRecord ? m_wanted : m_wanted | m_recorded;
    if (!m_hasMoments)
        views.set(View::Moments, false);
    m_session.setViews(namesIn(views));
    m_session.setRecorded(m_canRecord ? namesIn(m_recorded) : QStringList());
}

} // namespace fanlight
