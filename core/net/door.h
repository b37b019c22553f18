// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// A socket that is listened on: of TCP, or a Unix socket; our own, or one that was handed down by
// systemd.
// Lives in the hub's thread; the acceptor owns it.
class Door {
public:
    virtual ~Door() = default;
    virtual int descriptor() const = 0; // to accept from
    virtual QString url() const = 0; // “http://127.0.0.1:3000”, “unix:/run/fanlight.sock”
    // Nobody is accepted between the two, however many wait.
    virtual void pause() = 0;
    virtual void goOn() = 0;
    // Goes on after the keeper was told that descriptors are short.
    virtual void recover() = 0;
    // It was handed down: whoever keeps it goes on listening, so those who wait when this ends are
    // for the process that comes next.
    virtual bool isHandedDown() const = 0;
};

// Who has doors. Called in the hub's thread.
class DoorKeeper {
public:
    virtual void incoming(int descriptor) = 0; // accepted; it is the keeper's from now on
    // Accepting failed and has stopped at this door until it recover()s.
    virtual void outOfDescriptors(Door& door) = 0;

protected:
    ~DoorKeeper() = default;
};

} // namespace fanlight
