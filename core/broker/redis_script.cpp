// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_script.h"

#include <QCryptographicHash>

namespace fanlight {

RedisScript::RedisScript(std::string_view text)
    : m_text(text)
    , m_sha(QCryptographicHash::hash(
          QByteArrayView(text.data(), qsizetype(text.size())), QCryptographicHash::Sha1)
                .toHex()
                .toStdString())
{
}

} // namespace fanlight
