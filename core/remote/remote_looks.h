// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/views/view.h"

namespace fanlight {

struct HubIdentity;
class RemoteSession;

// What a window looks at of a hub elsewhere, and what is to be recorded there for when it does:
// told to the session as far as the hub understands it. The main thread; lives in its RemoteHub.
class RemoteLooks {
public:
    explicit RemoteLooks(RemoteSession& session); // which outlives this

    void look(views::View view, bool isWanted);
    void record(views::View view); // Messages, Closed; from now on
    // Whom the hub is: of one that cannot record alone, or does not know a view, something else is
    // asked.
    void meet(const HubIdentity& hub);

private:
    void tell();

    RemoteSession& m_session;
    views::ViewSet m_wanted;
    views::ViewSet m_recorded;
    bool m_canRecord = true;
    bool m_hasMoments = true;
};

} // namespace fanlight
