// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_folder.h"

#include "history/history_file.h"
#include "support/room.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// The files of several hubs, in one bound.
class TestHistoryFolder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void whatTheOthersTakeIsNotLeft()
    {
        file(u"local.sqlite"_s, 30, 0);
        file(u"aaaaaaaa.sqlite"_s, 40, 1);
        file(u"aaaaaaaa.sqlite-wal"_s, 2, 1);
        HistoryBounds bounds;
        bounds.bytes = 200 * MiB;
        QCOMPARE(history_folder::shareOf(path(u"local.sqlite"_s), bounds).bytes, 158 * MiB);
        QCOMPARE(history_folder::shareOf(path(u"new.sqlite"_s), bounds).bytes, 128 * MiB);
        bounds.bytes = 64 * MiB; // however much the others have
        QCOMPARE(history_folder::shareOf(path(u"new.sqlite"_s), bounds).bytes,
            HistoryBounds::LeastBytes);
    }

    void whoWasNotSeenForLongestGoesFirst()
    {
        file(u"aaaaaaaa.sqlite"_s, 60, 3);
        file(u"bbbbbbbb.sqlite"_s, 60, 2);
        file(u"bbbbbbbb.sqlite.damaged-20260101-000000"_s, 5, 2);
        file(u"cccccccc.sqlite"_s, 60, 1);
        HistoryBounds bounds;
        bounds.bytes = 200 * MiB; // of which a quarter is the new one's
        history_folder::tidy(path(u"new.sqlite"_s), bounds, now());
        QCOMPARE(files(),
            QStringList({u"bbbbbbbb.sqlite"_s, u"bbbbbbbb.sqlite.damaged-20260101-000000"_s,
                u"cccccccc.sqlite"_s}));
        bounds.bytes = 100 * MiB;
        history_folder::tidy(path(u"cccccccc.sqlite"_s), bounds, now());
        QCOMPARE(files(),
            QStringList({u"bbbbbbbb.sqlite"_s, u"bbbbbbbb.sqlite.damaged-20260101-000000"_s,
                u"cccccccc.sqlite"_s}));
        history_folder::tidy(path(u"new.sqlite"_s), bounds, now());
        QCOMPARE(files(), QStringList(u"cccccccc.sqlite"_s));
    }

    void whatIsOlderThanTheBoundsKeepGoes()
    {
        file(u"aaaaaaaa.sqlite"_s, 1, 8);
        file(u"bbbbbbbb.sqlite"_s, 1, 6);
        HistoryBounds bounds;
        bounds.days = 7;
        history_folder::tidy(path(u"new.sqlite"_s), bounds, now());
        QCOMPARE(files(), QStringList(u"bbbbbbbb.sqlite"_s));
    }

    void whatIsOpenElsewhereStays()
    {
        HistoryFile open(path(u"aaaaaaaa.sqlite"_s));
        open.open();
        QVERIFY(open.isRecording());
        QFile::resize(path(u"other.sqlite"_s), 0);
        HistoryBounds bounds;
        history_folder::tidy(
            path(u"new.sqlite"_s), bounds, now() + qint64(400) * 24 * 60 * 60 * 1000);
        QVERIFY(files().contains(u"aaaaaaaa.sqlite"_s));
    }

private:
    static constexpr qint64 MiB = 1 << 20;
    static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
    QString path(const QString& name) const { return m_dir->filePath(name); }

    // Of so many MiB, without taking them on the disk, and last written so many days ago.
    void file(const QString& name, int mebibytes, int days) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(mebibytes * MiB));
        QVERIFY(file.setFileTime(
            QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime));
    }

    QStringList files() const
    {
        QStringList names = QDir(m_dir->path()).entryList(QDir::Files);
        names.removeIf([](const QString& name) { return name.endsWith(u".lock"_s); });
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

ROOM_TEST(TestHistoryFolder, QCoreApplication)
#include "tst_history_folder.moc"
