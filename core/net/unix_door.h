// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/door.h"
#include "net/listen_address.h"

#include <QSocketNotifier>

#include <memory>

#include <sys/types.h>

namespace fanlight {

// Listens on a Unix socket (unix(7)). A file that was left behind by a hub that crashed is taken
// away first, never one on which somebody listens, nor one that is no socket; two hubs that start
// at once are kept apart by a lock on the folder. The file has its mode before anybody can connect,
// and goes with this object as long as it is still the one made here. Or it takes over a socket
// that listens already.
class UnixDoor final : public Door {
public:
    explicit UnixDoor(DoorKeeper& keeper)
        : m_keeper(keeper)
    {
    }
    ~UnixDoor() override; // the file is gone

    // Empty on success, else a line a user can act on; isInUse() then tells whether somebody else
    // listens there.
    QString listen(const ListenAddress& address, int backlog);
    bool isInUse() const { return m_isInUse; }
    // Takes a socket that listens there already; its file is somebody else's. The descriptor is its
    // own from now on.
    void takeOver(int descriptor, const QString& path);
    // Whether some process accepts connections at this path now.
    static bool isTaken(const QString& path);

    int descriptor() const override { return m_descriptor; }
    QString url() const override { return QStringLiteral("unix:") + m_path; }
    void pause() override { m_notifier->setEnabled(false); }
    void goOn() override { m_notifier->setEnabled(true); }
    void recover() override { goOn(); }
    bool isHandedDown() const override { return m_isHandedDown; }

private:
    QString bindAndListen(const ListenAddress& address, int backlog);
    void watch();
    void accept();

    DoorKeeper& m_keeper;
    QString m_path;
    int m_descriptor = -1;
    dev_t m_device = 0; // of the file
    ino_t m_inode = 0; // likewise; 0: there is none of ours
    bool m_isInUse = false;
    bool m_isHandedDown = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace fanlight
