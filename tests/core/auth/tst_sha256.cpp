// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/sha256.h"
#include "support/room.h"

#include <QCryptographicHash>
#include <QtTest>

#include <string>
#include <thread>
#include <vector>

using namespace fanlight::auth;

namespace {

bool isAsQtSays(const std::string& text)
{
    const Digest digest = sha256(text);
    const QByteArray hash
        = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256);
    return hash
        == QByteArray(reinterpret_cast<const char*>(digest.data()), qsizetype(digest.size()));
}

} // namespace

class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // nothing of one text stays for the next, in whichever thread
    void hashesOneTextAfterAnother()
    {
        std::vector<std::thread> threads;
        std::vector<int> wrong(4, 0);
        for (std::size_t part = 0; part < wrong.size(); ++part)
            threads.emplace_back([&one = wrong[part], part] {
                for (std::size_t length = 0; length < 300; ++length)
                    one += isAsQtSays(std::string(length, static_cast<char>('a' + part))) ? 0 : 1;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong, std::vector<int>(4, 0));
        QVERIFY(isAsQtSays("abc"));
    }
};

ROOM_TEST(TestSha256, QCoreApplication)
#include "tst_sha256.moc"
