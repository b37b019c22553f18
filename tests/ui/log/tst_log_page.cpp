// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_page.h"

#include "log/log_model.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestLogPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsLinesFromItsLevelUp()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtDebugMsg, 1);
        append(ring, QtInfoMsg, 2);
        append(ring, QtCriticalMsg, 1);
        QVERIFY(model.pull());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.notShown(), 1U);
        model.setLeastLevel(QtWarningMsg);
        QCOMPARE(column(model, LogModel::Level), QStringList{QStringLiteral("error")});
        model.setLeastLevel(QtDebugMsg);
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(!model.pull());
    }

    void forgetsTheOldestAndCountsThem()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, int(LogRing::Capacity));
        model.pull();
        append(ring, QtInfoMsg, 3);
        model.pull();
        QCOMPARE(model.rowCount(), int(LogRing::Capacity));
        QCOMPARE(model.evicted(), 3U);
        QCOMPARE(model.data(model.index(0, LogModel::Text), Qt::DisplayRole).toString(),
            QStringLiteral("line 3"));
    }

    void countsWhatTheRingLostBeforeItCame()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        append(ring, QtInfoMsg, int(LogRing::Capacity) + 7);
        model.pull();
        QCOMPARE(model.evicted(), 7U);
    }

    void whatWasClearedDoesNotComeBack()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, 5);
        model.pull();
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        append(ring, QtInfoMsg, 1);
        model.pull();
        QCOMPARE(column(model, LogModel::Text), QStringList{QStringLiteral("line 5")});
    }

    void pauseHoldsTheViewAndKeepsRecording()
    {
        LogRing ring;
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("s")), QSettings::IniFormat);
        UiState state(settings);
        LogPage page(ring, m_theme, state);
        page.show();
        page.pauseButton()->setChecked(true);
        append(ring, QtInfoMsg, 2);
        page.hide();
        page.show();
        QCOMPARE(page.model()->rowCount(), 0);
        page.pauseButton()->setChecked(false);
        QCOMPARE(page.model()->rowCount(), 2);
        QCOMPARE(page.countText(), QStringLiteral("kept 2, evicted 0, not shown 0"));
    }

private:
    static constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

    void append(LogRing& ring, QtMsgType level, int count)
    {
        // Numbered over a ring's whole life; a ring lives as long as its test.
        if (ring.since(0, 1).empty())
            m_lines = 0;
        for (int i = 0; i < count; ++i) {
            LogLine line;
            line.level = level;
            line.category = QStringLiteral("fanlight.hub");
            line.text = QStringLiteral("line %1").arg(m_lines++);
            ring.append(std::move(line));
        }
    }

    static QStringList column(const LogModel& model, int column)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.data(model.index(row, column), Qt::DisplayRole).toString();
        return texts;
    }

    Theme m_theme;
    int m_lines = 0;
};

QTEST_MAIN(TestLogPage)
#include "tst_log_page.moc"
