// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/secret_store.h"

#include <QHash>
#include <QTimer>

namespace fanlight {

// Keeps secrets in memory, or says that no service answers.
class FakeSecrets : public SecretStore {
public:
    QHash<QString, QString> kept;
    QString problem; // of each call; empty: it answers

    void read(const QString& key,
        std::function<void(const QString& secret, const QString& problem)> done) override
    {
        QTimer::singleShot(0, this,
            [this, key, done] { done(problem.isEmpty() ? kept.value(key) : QString(), problem); });
    }
    void write(const QString& key, const QString& secret,
        std::function<void(const QString& problem)> done) override
    {
        if (problem.isEmpty())
            kept.insert(key, secret);
        QTimer::singleShot(0, this, [this, done] { done(problem); });
    }
    void remove(const QString& key, std::function<void(const QString& problem)> done) override
    {
        kept.remove(key);
        if (done)
            QTimer::singleShot(0, this, [this, done] { done(problem); });
    }
};

} // namespace fanlight
