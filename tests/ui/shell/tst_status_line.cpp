// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "stall_meter.h"
#include "support/room.h"
#include "theme/theme.h"
#include "widgets/elided_label.h"

#include <QDateTime>
#include <QTest>
#include <QVBoxLayout>

using namespace fanlight;
using namespace std::chrono_literals;

namespace {
// Counts how often a widget is asked to lay out what is in it.
struct Layouts : QObject {
    int count = 0;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return QObject::eventFilter(watched, event);
    }
};
} // namespace

class TestStatusLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void processorUseIsAgainstTheCoresThereAre()
    {
        const Theme theme;
        StatusLine line(theme);
        QVERIFY(line.text().contains(QStringLiteral("CPU –")));
        MetricsSample sample;
        sample.cpuPercent = 62;
        sample.cpuCores = 2;
        line.setSample(sample);
        QVERIFY2(
            line.text().contains(QStringLiteral("CPU 31 % of 2 core")), qPrintable(line.text()));
        sample.cpuCores = Unknown;
        line.setSample(sample);
        QVERIFY(line.text().contains(QStringLiteral("CPU –")));
    }

    void aWindowThatAnswersInTimeSaysNothingOfIt()
    {
        const Theme theme;
        StatusLine line(theme);
        StallMeter meter;
        line.setLateness(meter);
        QVERIFY(!line.text().contains(QStringLiteral("slow")));
        meter.record(20ms);
        line.setLateness(meter);
        QVERIFY(!line.text().contains(QStringLiteral("slow")));
        meter.record(400ms);
        line.setLateness(meter);
        QVERIFY2(line.text().contains(QStringLiteral("Window slow: 400 ms, at most 400 ms")),
            qPrintable(line.text()));
    }

    void aWiderFigureLaysOutNothingElse()
    {
        const Theme theme;
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* line = new StatusLine(theme);
        column->addWidget(line);
        window.resize(900, 60);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        MetricsSample sample;
        sample.rssBytes = 900.0 * 1024;
        line->setSample(sample);
        QCoreApplication::processEvents();
        Layouts layouts;
        window.installEventFilter(&layouts);
        sample.rssBytes = 1234.5 * 1024 * 1024;
        line->setSample(sample);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(layouts.count, 0);
        for (const ElidedLabel* label : line->findChildren<ElidedLabel*>())
            QVERIFY2(label->isHidden() || !label->isElided(), qPrintable(label->text()));
        QVERIFY(line->minimumSizeHint().width() > 50);
        QCOMPARE(line->height(), line->sizeHint().height());
    }

    void saysWhatIsKeptForTheNextStart()
    {
        const Theme theme;
        StatusLine line(theme);
        QVERIFY(!line.text().contains(QStringLiteral("ecording")));
        HistoryState state;
        state.kind = HistoryState::Kind::Recording;
        state.bytes = 412LL << 20;
        constexpr qint64 DayMs = 24LL * 60 * 60 * 1000;
        state.oldestMs = QDateTime::currentMSecsSinceEpoch() - 9 * DayMs - 1000;
        line.setHistory(state);
        QVERIFY2(line.text().contains(QStringLiteral("Recording: 412 MiB of 1 GiB, 9 day")),
            qPrintable(line.text()));
        state.kind = HistoryState::Kind::Failing;
        state.problem = QStringLiteral("disk full");
        line.setHistory(state);
        QVERIFY(line.text().contains(QStringLiteral("Not recording: disk full")));
        line.setHistory({});
        QVERIFY(!line.text().contains(QStringLiteral("ecording")));
    }
};

ROOM_TEST(TestStatusLine, QApplication)
#include "tst_status_line.moc"
