// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace fanlight {

// What a hub elsewhere says where it cannot look closely at a stream for this window, since it does
// so at one at a time: HubPort::watchConnection() goes on being asked for until it can, and
// connectionWatched() then follows. A child of such a HubPort; one's own hub has none, its window
// goes first. Main thread.
class CloseLook : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    // Who looks at which one instead, in a sentence of the hub's; told again as long as it is so.
    void refused(quint64 id, const QString& why);
};

} // namespace fanlight
