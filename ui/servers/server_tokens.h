// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <functional>

namespace fanlight {

class SecretStore;

// The tokens of servers, by the id of their profile: those that were typed, until the program ends,
// and behind them those that the secret service keeps. Main thread.
class ServerTokens {
public:
    explicit ServerTokens(SecretStore& secrets) // which outlives it
        : m_secrets(secrets)
    {
    }

    // Empty, with or without a problem: there is none. `done` follows at once where it was typed.
    void read(const QString& id,
        std::function<void(const QString& token, const QString& problem)> done) const;
    QString typed(const QString& id) const { return m_typed.value(id); } // empty: none was
    void type(const QString& id, const QString& token) { m_typed.insert(id, token); }
    // From now on, and for good unless there is a problem.
    void keep(
        const QString& id, const QString& token, std::function<void(const QString& problem)> done);
    void remove(const QString& id);

    static QString keyOf(const QString& id); // by which the secret service has it

private:
    SecretStore& m_secrets;
    QHash<QString, QString> m_typed;
};

} // namespace fanlight
