// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_row.h"

#include "history/history_recorder.h"
#include "hub/local_hub.h"
#include "support/room.h"
#include "widgets/question.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestHistoryRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir->path()));
        m_settings = std::make_unique<QSettings>(
            m_dir->filePath(QStringLiteral("settings")), QSettings::IniFormat);
        m_history = std::make_unique<HistoryRecorder>(m_hub, QStringLiteral("local"), nullptr);
        m_history->open(HistoryChoice::saved(*m_settings));
        m_row = std::make_unique<HistoryRow>(*m_history, *m_settings);
    }

    void cleanup()
    {
        m_row.reset();
        m_history.reset();
    }

    void showsWhatIsKept()
    {
        QVERIFY(m_row->onBox()->isChecked());
        QVERIFY(m_row->payloadsBox()->isChecked());
        QCOMPARE(m_row->sizes()->currentText(), QStringLiteral("1 GiB"));
        QVERIFY(m_row->ages()->currentText().startsWith(QStringLiteral("30 day")));
        QVERIFY(m_row->explanation().contains(m_history->path()));
    }

    void whatIsChosenHoldsAtOnceAndIsKept()
    {
        m_row->payloadsBox()->click();
        choose(*m_row->sizes(), QStringLiteral("256 MiB"));
        choose(*m_row->ages(), QStringLiteral("7 day"));
        const HistoryChoice saved = HistoryChoice::saved(*m_settings);
        QVERIFY(saved == m_history->choice());
        QVERIFY(!saved.bounds.withPayloads);
        QCOMPARE(saved.bounds.bytes, qint64(256) << 20);
        QCOMPARE(saved.bounds.days, 7);
        QTRY_COMPARE(m_history->state().bounds.days, 7);
    }

    void offLeavesNothingToChoose()
    {
        QSignalSpy told(m_row.get(), &HistoryRow::lastAction);
        m_row->onBox()->click();
        QCOMPARE(m_history->state().kind, HistoryState::Kind::Off);
        QVERIFY(!m_row->sizes()->isEnabled());
        QVERIFY(!HistoryChoice::saved(*m_settings).isOn);
        QCOMPARE(told.size(), 1);
        QVERIFY(m_row->forgetButton()->isEnabled()); // what was kept before can still go
    }

    void aValueOfTheFileIsOffered()
    {
        m_row.reset();
        m_history.reset();
        m_settings->setValue(QStringLiteral("history/bytes"), qint64(100) << 20);
        m_settings->setValue(QStringLiteral("history/days"), 31); // more than there can be
        m_history = std::make_unique<HistoryRecorder>(m_hub, QStringLiteral("local"), nullptr);
        m_history->open(HistoryChoice::saved(*m_settings));
        m_row = std::make_unique<HistoryRow>(*m_history, *m_settings);
        QCOMPARE(m_row->sizes()->currentText(), QStringLiteral("100 MiB"));
        QVERIFY(m_row->ages()->currentText().startsWith(QStringLiteral("30 day")));
    }

    void forgettingAsksFirst()
    {
        QSignalSpy told(m_row.get(), &HistoryRow::lastAction);
        m_row->show();
        m_row->forgetButton()->click();
        auto* question = m_row->findChild<Question*>();
        QVERIFY(question);
        QVERIFY(question->facts().constFirst().contains(m_history->path()));
        QCOMPARE(told.size(), 0);
        question->choice(0)->click();
        QTRY_COMPARE(told.size(), 1);
        QTRY_COMPARE(m_history->state().kind, HistoryState::Kind::Recording);
    }

    void isFoundByItsWords()
    {
        QVERIFY(m_row->matches({QStringLiteral("history")}));
        QVERIFY(m_row->matches({QStringLiteral("forget"), QStringLiteral("payload")}));
        QVERIFY(!m_row->matches({QStringLiteral("port")}));
    }

private:
    static void choose(QComboBox& box, const QString& text)
    {
        const int at = box.findText(text, Qt::MatchStartsWith);
        QVERIFY2(at >= 0, qPrintable(text));
        box.setCurrentIndex(at);
        Q_EMIT box.activated(at);
    }

    LocalHub m_hub;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<HistoryRecorder> m_history;
    std::unique_ptr<HistoryRow> m_row;
};

ROOM_TEST(TestHistoryRow, QApplication)
#include "tst_history_row.moc"
