// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QtTest>

namespace fanlight::testing {

// Ids as publishers choose them, which every broker must resume behind exactly: of three events,
// and the one of the second as a client sends it back. Columns `ids` and `sentBack`.
inline void addPublisherIds()
{
    QTest::addColumn<QByteArrayList>("ids");
    QTest::addColumn<QByteArray>("sentBack");
    const auto row
        = [](const char* name, const QByteArrayList& ids) { QTest::newRow(name) << ids << ids[1]; };
    row("numbers", {"101", "102", "103"});
    row("like the hub's", {"5-1", "5-2", "5-3"});
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const int ahead : {-600'000, -400, 0, 400, 600'000}) {
        row(qPrintable(QStringLiteral("milliseconds, %1 ahead").arg(ahead)),
            {QByteArray::number(now + ahead), QByteArray::number(now + ahead + 1),
                QByteArray::number(now + ahead + 2)});
        row(qPrintable(QStringLiteral("like the hub's, %1 ahead").arg(ahead)),
            {QByteArray::number(now + ahead) + "-0", QByteArray::number(now + ahead) + "-1",
                QByteArray::number(now + ahead) + "-2"});
    }
    row("descending", {"9", "8", "7"});
    row("with blanks", {"a b", "b c", "c d"});
    row("UTF-8", {"ä", "日本", "é"});
    QTest::newRow("ISO 8859-1, as some clients send it")
        << QByteArrayList{"a", "Zoë", "b"} << QByteArray("Zo\xEB");
    QTest::newRow("the newest of those that are the same")
        << QByteArrayList{"same", "same", "other"} << QByteArray("same");
}

} // namespace fanlight::testing
