// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace fanlight {

// Where tokens of servers are kept, and nowhere else. Each `done` is called once, on the main
// thread, after the call has returned; not at all once this is gone. Owned by the program.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // `key` is of its owner's choosing ("server/00c0ffee"). `problem`: no service answers, or it
    // was refused, in a sentence; empty, with an empty secret: there is none.
    virtual void read(
        const QString& key, std::function<void(const QString& secret, const QString& problem)> done)
        = 0;
    virtual void write(
        const QString& key, const QString& secret, std::function<void(const QString& problem)> done)
        = 0;
    // What is not there is removed, too.
    virtual void remove(const QString& key, std::function<void(const QString& problem)> done) = 0;
};

// The secret service of the desktop (GNOME Keyring, KWallet, KeePassXC, …), by QtKeychain. Never a
// file in clear: where no service answers that is a problem, and said.
class KeychainStore : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;

    void read(const QString& key,
        std::function<void(const QString& secret, const QString& problem)> done) override;
    void write(const QString& key, const QString& secret,
        std::function<void(const QString& problem)> done) override;
    void remove(const QString& key, std::function<void(const QString& problem)> done) override;
};

} // namespace fanlight
