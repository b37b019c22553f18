// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_tokens.h"

#include "servers/secret_store.h"

namespace fanlight {

QString ServerTokens::keyOf(const QString& id)
{
    return QStringLiteral("server/") + id;
}

void ServerTokens::read(
    const QString& id, std::function<void(const QString& token, const QString& problem)> done) const
{
    if (const auto typed = m_typed.find(id); typed != m_typed.end())
        done(*typed, {});
    else
        m_secrets.read(keyOf(id), std::move(done));
}

void ServerTokens::keep(
    const QString& id, const QString& token, std::function<void(const QString& problem)> done)
{
    type(id, token);
    m_secrets.write(keyOf(id), token, std::move(done));
}

void ServerTokens::remove(const QString& id)
{
    m_typed.remove(id);
    m_secrets.remove(keyOf(id), {});
}

} // namespace fanlight
