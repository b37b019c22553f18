// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/quantity.h"

#include "settings/option_texts.h"
#include "settings/quantity_spin.h"
#include "ui/page_fixture.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QWheelEvent>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// A blank that does not break, as labels have it.
QString labelled(QString text)
{
    return text.replace(u' ', QChar(QChar::Nbsp));
}

QuantitySpin::Accepts takenBy(const QString& option)
{
    return [option](const QString& text) {
        HubOptions options;
        return setHubOption(options, option, text).isEmpty();
    };
}

} // namespace

class TestQuantity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatPeopleWriteIsRead_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text"); // of the option; empty: it cannot be read
        QTest::addColumn<QString>("label");
        const auto row
            = [](const char* option, const char* typed, const char* text, const char* label) {
                  QTest::addRow("%s: %s", option, typed)
                      << QString::fromLatin1(option) << QString::fromLatin1(typed)
                      << QString::fromLatin1(text) << QString::fromLatin1(label);
              };
        row("heartbeat", "15s", "15s", "15 s");
        row("heartbeat", "15 s", "15s", "15 s");
        row("heartbeat", "90", "90s", "90 s");
        row("heartbeat", "2 min", "2m", "2 min");
        row("heartbeat", "2 Minutes", "2m", "2 min");
        row("heartbeat", "1 hour", "1h", "1 h");
        row("heartbeat", "500 ms", "500ms", "500 ms");
        row("heartbeat", "soon", "", "");
        row("heartbeat", "off", "", ""); // it has no such word
        row("heartbeat", "-3 s", "", "");
        row("max-lifetime", "off", "off", "no limit");
        row("max-lifetime", "No limit", "off", "no limit");
        row("max-lifetime", "0", "off", "no limit");
        row("backlog-limit", "256KiB", "256KiB", "256 KiB");
        row("backlog-limit", "1 mib", "1MiB", "1 MiB");
        row("backlog-limit", "200", "200", "200 B");
        row("backlog-limit", "200 B", "200", "200 B");
        row("backlog-limit", "3 apples", "", "");
        row("max-connections", "10,000", "10000", "10,000");
        row("max-connections", "0", "0", "no cap");
        row("max-connections", "no cap", "0", "no cap");
        row("shards", "auto", "auto", "one a core");
        row("shards", "4", "4", "4");
        row("log-files", "none", "0", "none");
    }

    void whatPeopleWriteIsRead()
    {
        QFETCH(const QString, option);
        QFETCH(const QString, typed);
        QFETCH(const QString, text);
        QFETCH(const QString, label);
        const Quantity quantity = option_texts::quantity(option);
        const auto value = quantity.parse(typed);
        QCOMPARE(value.has_value(), !text.isEmpty());
        if (!value)
            return;
        QCOMPARE(quantity.optionText(*value), text);
        const QString shown = quantity.label(*value);
        QCOMPARE(labelled(shown), labelled(label));
        QCOMPARE(quantity.parse(shown), value); // what is shown can be typed
    }

    void stepsAreRound()
    {
        const Quantity time = option_texts::quantity(u"heartbeat");
        QCOMPARE(time.next(15'000, true), 30'000);
        QCOMPARE(time.next(17'000, false), 15'000);
        QCOMPARE(time.next(45 * 60'000, true), 3'600'000);
        const Quantity size = option_texts::quantity(u"backlog-limit");
        QCOMPARE(size.next(256 << 10, true), 512 << 10);
        QCOMPARE(size.next(300 << 10, true), 512 << 10);
        QCOMPARE(size.next(300 << 10, false), 256 << 10);
        QCOMPARE(size.next(256 << 10, false), 128 << 10);
        const Quantity count = option_texts::quantity(u"max-connections");
        QCOMPARE(count.next(0, true), 1);
        QCOMPARE(count.next(1000, true), 2000);
        QCOMPARE(count.next(1000, false), 500);
        QCOMPARE(count.next(1234, true), 2000);
        QCOMPARE(count.next(1, false), 0);
        QCOMPARE(option_texts::quantity(u"shards").next(4, true), 5);
    }

    // Every number of the hub can be stepped from the least to the most that its option takes.
    void stepsStayInWhatTheOptionTakes()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString option = QString::fromLatin1(spec.name);
            const bool isNumber = spec.kind == OptionKind::Duration || spec.kind == OptionKind::Size
                || spec.kind == OptionKind::Whole;
            if (!isNumber)
                continue;
            const Quantity quantity = option_texts::quantity(option);
            QuantitySpin spin(quantity);
            spin.setAccepts(takenBy(option));
            spin.setOptionText(hubOptionText(HubOptions(), option));
            for (const int direction : {1, -1}) {
                QString before;
                for (int step = 0; step < 200 && before != spin.optionText(); ++step) {
                    before = spin.optionText();
                    QVERIFY2(takenBy(option)(before), qPrintable(option + u' ' + before));
                    spin.stepBy(direction);
                }
                if (quantity.steps == Quantity::Steps::Round)
                    QCOMPARE(before, spin.optionText()); // there is an end
            }
        }
    }

    void arrowKeysStepAndTell()
    {
        QuantitySpin spin(option_texts::quantity(u"max-lifetime"));
        spin.setAccepts(takenBy(u"max-lifetime"_s));
        spin.setOptionText(u"off"_s);
        QVERIFY(showPage(spin));
        spin.setFocus();
        QSignalSpy edited(&spin, &QuantitySpin::edited);
        QTest::keyClick(&spin, Qt::Key_Up);
        QCOMPARE(spin.optionText(), u"1s"_s); // the least there is
        QTest::keyClick(&spin, Qt::Key_Down);
        QCOMPARE(spin.optionText(), u"off"_s);
        QCOMPARE(edited.size(), 2);
    }

    void whatCannotBeReadStays()
    {
        QuantitySpin spin(option_texts::quantity(u"heartbeat"));
        QWidget other;
        QVERIFY(showPage(spin));
        spin.setFocus();
        spin.selectAll();
        QTest::keyClicks(&spin, u"soon"_s);
        QCOMPARE(spin.optionText(), u"soon"_s);
        spin.clearFocus();
        QCOMPARE(spin.text(), u"soon"_s);
        spin.setFocus();
        spin.selectAll();
        QTest::keyClicks(&spin, u"120"_s);
        QCOMPARE(spin.text(), u"120"_s); // not under the hands
        spin.clearFocus();
        QCOMPARE(labelled(spin.text()), labelled(u"2 min"_s));
    }

    void theWheelTurnsOnlyWhatHasTheFocus()
    {
        QuantitySpin spin(option_texts::quantity(u"heartbeat"));
        spin.setOptionText(u"15s"_s);
        QVERIFY(showPage(spin));
        const auto turn = [&spin] {
            const QPointF at = QRectF(spin.rect()).center();
            QWheelEvent wheel(at, spin.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&spin, &wheel);
        };
        spin.clearFocus();
        turn();
        QCOMPARE(spin.optionText(), u"15s"_s);
        spin.setFocus();
        turn();
        QCOMPARE(spin.optionText(), u"30s"_s);
    }
};

ROOM_TEST(TestQuantity, QApplication)
#include "tst_quantity.moc"
