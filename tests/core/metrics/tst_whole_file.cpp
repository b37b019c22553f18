// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/whole_file.h"
#include "support/room.h"

#include <QSaveFile>
#include <QtTest>

#include <csignal>

#include <sys/resource.h>

using namespace fanlight;

class TestWholeFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasThereIsReplaced()
    {
        for (const QByteArray& content : {QByteArray("first, and longer"), QByteArray("second")}) {
            QCOMPARE(writeWholeFile(m_path, content), QString());
            QCOMPARE(written(), content);
        }
    }

    // A part fits, which Qt alone would call an unknown error.
    void onAFullDiskItStaysAsItWasAndTheSystemSaysWhy_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("within Qt's buffer") << 5000;
        QTest::newRow("at once") << 1'000'000;
    }
    void onAFullDiskItStaysAsItWasAndTheSystemSaysWhy()
    {
        QFETCH(int, size);
        QCOMPARE(writeWholeFile(m_path, "before"), QString());
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{1000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
        const QString error = writeWholeFile(m_path, QByteArray(size, 'x'));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(error, u"File too large"_qs);
        QCOMPARE(written(), "before");
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), 1);
    }

private:
    QByteArray written() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"report.json"_qs);
};

ROOM_TEST(TestWholeFile, fanlight::testing::NoApplication)
#include "tst_whole_file.moc"
