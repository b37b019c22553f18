// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audience/audience_export.h"
#include "support/room.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAudienceExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_error.clear();
        m_path = m_directory.filePath(u"out.csv"_s);
        QFile::remove(m_path);
        m_export = std::make_unique<AudienceExport>(
            [this](AudienceKind, const QString& set, const AudienceExport::Answer& answer) {
                m_asked += set;
                if (m_cancels)
                    m_export->cancel();
                answer({set == m_failing ? m_error : QString(), {u"1"_s, u"it's \"2\""_s}});
            });
        m_cancels = false;
        m_failing.clear();
    }

    void writesWhatAnImportReads()
    {
        run({u"42"_s, u"a,b"_s});
        QCOMPARE(m_said, u"2 sets, 4 rows written to out.csv"_s);
        QCOMPARE(content(),
            "author,user\r\n42,1\r\n42,\"it's \"\"2\"\"\"\r\n\"a,b\",1\r\n\"a,b\",\"it's \"\"2\"\"\"\r\n"_ba);
        QCOMPARE(m_asked, (QStringList{u"42"_s, u"a,b"_s}));
    }

    void whatIsNotCompleteReplacesNothing_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("cancelled") << true;
        QTest::newRow("failed") << false;
    }

    void whatIsNotCompleteReplacesNothing()
    {
        QFETCH(const bool, cancels);
        QFile old(m_path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("precious");
        old.close();
        m_cancels = cancels;
        m_failing = cancels ? QString() : u"b"_s;
        m_error = u"Redis is away."_s;
        run({u"a"_s, u"b"_s});
        QCOMPARE(m_said,
            cancels ? u"export cancelled"_s : u"out.csv could not be written: Redis is away."_s);
        QCOMPARE(m_failed, !cancels);
        m_export.reset();
        QCOMPARE(content(), "precious"_ba);
        QCOMPARE(QDir(m_directory.path()).entryList(QDir::Files), QStringList{u"out.csv"_s});
    }

    void saysWhatTheDiskSays()
    {
        m_path = m_directory.filePath(u"none/out.csv"_s);
        run({u"a"_s});
        QVERIFY(m_failed);
        QVERIFY(m_said.startsWith(u"out.csv could not be written: "_s));
        QVERIFY(m_asked.isEmpty());
    }

private:
    void run(const QStringList& sets)
    {
        QSignalSpy finished(m_export.get(), &AudienceExport::finished);
        m_export->start(m_path, AudienceKind::Followers, sets);
        QTRY_COMPARE(finished.count(), 1);
        m_said = finished[0][0].toString();
        m_failed = finished[0][1].toBool();
    }
    QByteArray content()
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_directory;
    QString m_path;
    QStringList m_asked;
    QString m_failing;
    QString m_error;
    bool m_cancels = false;
    QString m_said;
    bool m_failed = false;
    std::unique_ptr<AudienceExport> m_export;
};

ROOM_TEST(TestAudienceExport, QCoreApplication)
#include "tst_audience_export.moc"
