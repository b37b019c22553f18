// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_file.h"
#include "support/room.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestScenarioFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedIsReadBack()
    {
        LoadScenario saved = simpleScenario(u"http://127.0.0.1:8080"_s, {}, 20, 2s, 3s);
        saved.publishing.rate = 77;
        const QString path = m_folder.filePath(u"a.yml"_s);
        QCOMPARE(ScenarioFile::save(path, saved), u"scenario saved to %1"_s.arg(path));
        ScenarioFile file;
        const auto read = file.open(path);
        QVERIFY2(read, qPrintable(file.error()));
        QVERIFY(*read == saved);
        QVERIFY(file.notes().isEmpty());
    }

    void saysWhyItCannotBeReadAndForgetsItWithTheNext()
    {
        ScenarioFile file;
        QVERIFY(!file.open(m_folder.filePath(u"none.yml"_s)));
        QVERIFY(file.error().startsWith(u"none.yml: "_s));
        QVERIFY(!file.open(write(u"b.yml"_s, "config:\n  phases:\n    - arivalRate: 5\n")));
        QVERIFY2(file.error().startsWith(u"b.yml: "_s), qPrintable(file.error()));
        const QString good = m_folder.filePath(u"c.yml"_s);
        ScenarioFile::save(good, simpleScenario(u"http://127.0.0.1:8080"_s, {}, 20, 2s, 3s));
        QVERIFY(file.open(good));
        QCOMPARE(file.error(), QString());
    }

    void saysWhenItCannotBeWritten()
    {
        QVERIFY(ScenarioFile::save(m_folder.filePath(u"missing/a.yml"_s), {})
                    .startsWith(u"scenario not saved: "_s));
    }

private:
    QString write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TestScenarioFile, QCoreApplication)
#include "tst_scenario_file.moc"
