// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/series_dashes.h"
#include "theme/theme.h"
#include "ui/contrast.h"
#include "ui/desktop_style.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QLabel>
#include <QLineEdit>
#include <QPalette>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

#include <cmath>

using namespace fanlight;
using Role = Theme::Role;

namespace {

// Counts what the application is told of its colours.
class PaletteEvents : public QObject {
public:
    PaletteEvents() { qApp->installEventFilter(this); }
    // True once several turns of the event loop brought none.
    bool areOver()
    {
        const int before = m_count;
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        return m_count == before;
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        m_count += event->type() == QEvent::ApplicationPaletteChange;
        return QObject::eventFilter(watched, event);
    }

private:
    int m_count = 0;
};

// Counts the events of one type that reach anybody.
class EventCounter : public QObject {
public:
    explicit EventCounter(std::vector<QEvent::Type> types)
        : m_types(std::move(types))
    {
        qApp->installEventFilter(this);
    }
    int count() const { return m_count; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        m_count += std::count(m_types.begin(), m_types.end(), event->type());
        return QObject::eventFilter(watched, event);
    }

private:
    const std::vector<QEvent::Type> m_types;
    int m_count = 0;
};

QColor groundOf(QWidget& widget)
{
    const QImage picture = widget.grab().toImage();
    return picture.pixelColor(3, picture.height() / 2);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadableByWcagAa_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::addColumn<Role>("ink");
        QTest::addColumn<Role>("ground");
        const std::vector<std::pair<Role, Role>> pairs{
            {Role::Text, Role::Panel},
            {Role::Text, Role::Background},
            {Role::Text, Role::AccentSoft},
            {Role::Text, Role::BadSoft},
            {Role::Dim, Role::Panel},
            {Role::Dim, Role::Background},
            {Role::OnAccent, Role::Accent},
            {Role::Accent, Role::AccentSoft},
            {Role::Accent, Role::Panel},
            {Role::Good, Role::GoodSoft},
            {Role::Warning, Role::WarningSoft},
            {Role::Bad, Role::BadSoft},
            {Role::Bad, Role::Panel},
        };
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            for (const auto& [ink, ground] : pairs)
                QTest::addRow("%d %d on %d", int(mode), int(ink), int(ground))
                    << mode << ink << ground;
        }
    }

    void textIsReadableByWcagAa()
    {
        QFETCH(Theme::Mode, mode);
        QFETCH(Role, ink);
        QFETCH(Role, ground);
        Theme theme;
        theme.setMode(mode);
        const double ratio = contrast(theme.color(ink), theme.color(ground));
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
    }

    void seriesStandOutFromTheirGround()
    {
        Theme theme;
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            for (const Role role : {Role::Series1, Role::Series2, Role::Series3, Role::Series4})
                QVERIFY(contrast(theme.color(role), theme.color(Role::Panel)) >= 3);
        }
    }

    void tealAndBlueDifferInMoreThanHue()
    {
        Theme theme;
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            QVERIFY(contrast(theme.color(Role::Series1), theme.color(Role::Series2)) >= 1.5);
        }
        QCOMPARE(seriesDashes(Role::Series1), QVector<qreal>());
        QVERIFY(!seriesDashes(Role::Series2).isEmpty());
        QVERIFY(seriesDashes(Role::Series2) != seriesDashes(Role::Series4));
    }

    void whatIsWrittenIntoIsOutlinedAndItsHintReadable_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::addRow("light") << Theme::Mode::Light;
        QTest::addRow("dark") << Theme::Mode::Dark;
    }

    void whatIsWrittenIntoIsOutlinedAndItsHintReadable()
    {
        QFETCH(const Theme::Mode, mode);
        Theme theme;
        theme.setMode(mode);
        QLineEdit line;
        QPlainTextEdit text;
        QSpinBox number;
        QComboBox choice;
        choice.setEditable(true);
        for (QWidget* input : std::initializer_list<QWidget*>{&line, &text, &number, &choice}) {
            input->resize(120, 60);
            input->ensurePolished();
            const QColor ground = theme.color(Role::Panel);
            // Seen on the panel, and on the window's ground.
            const QColor border = input->grab().toImage().pixelColor(60, 0);
            QVERIFY2(contrast(border, ground) >= 3, input->metaObject()->className());
            QVERIFY(contrast(border, theme.color(Role::Background)) >= 3);
            QColor hint = input->palette().color(QPalette::PlaceholderText);
            QCOMPARE(hint.alpha(), 255);
            QVERIFY2(contrast(hint, ground) >= 4.5, input->metaObject()->className());
        }
    }

    void theFocusOfAButtonIsOneWholeRing()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        Segmented segments({QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three")});
        segments.show();
        segments.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&segments));
        for (int i = 0; i < 3; ++i) {
            segments.setCurrent(i);
            auto* button = segments.findChildren<QPushButton*>().at(i);
            button->setFocus(Qt::TabFocusReason);
            const QImage picture = button->grab().toImage();
            const int middle = picture.height() / 2;
            const QColor accent = theme.color(Role::Accent);
            QCOMPARE(picture.pixelColor(0, middle), accent);
            QCOMPARE(picture.pixelColor(picture.width() - 1, middle), accent);
            // Nothing but the ground between the ring and the text.
            const QColor ground = picture.pixelColor(2, middle);
            for (int y = 2; y < picture.height() - 2; ++y)
                QCOMPARE(picture.pixelColor(4, y), ground);
        }
    }

    void scrollBarsMeetOnTheGroundOfTheWindow()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Dark);
        QWidget window;
        window.resize(200, 200);
        QScrollArea area(&window);
        area.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        area.resize(200, 200);
        QCOMPARE(window.grab().toImage().pixelColor(196, 196), theme.color(Role::Background));
    }

    void checkBoxesAndRadioButtonsAreOutlinedClearly()
    {
        Theme theme;
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            QCheckBox box;
            QRadioButton radio;
            for (QAbstractButton* button :
                {static_cast<QAbstractButton*>(&box), static_cast<QAbstractButton*>(&radio)}) {
                for (const bool on : {false, true}) {
                    button->setChecked(on);
                    button->resize(button->sizeHint());
                    const QImage picture = button->grab().toImage();
                    double most = 1;
                    for (int x = 0; x < picture.width(); ++x)
                        most = std::max(most,
                            contrast(picture.pixelColor(x, picture.height() / 2),
                                theme.color(Role::Background)));
                    QVERIFY2(most >= 3, qPrintable(QString::number(most)));
                }
            }
        }
    }

    // A style that gave each widget its font and its layout anew would take a second of the window.
    void anotherThemeIsOtherColoursAndNothingElse()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        for (const char* look : {"title", "dim", "hint", "value", "bad", "badge"}) {
            auto* label = new QLabel(QStringLiteral("Text"));
            setLook(*label, look);
            column->addWidget(label);
        }
        auto* button = new QPushButton(QStringLiteral("Send"));
        setLook(*button, "primary");
        column->addWidget(button);
        auto* edit = new QPlainTextEdit;
        setLook(*edit, "code");
        column->addWidget(edit);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCoreApplication::processEvents();

        const EventCounter anew(
            {QEvent::StyleChange, QEvent::FontChange, QEvent::LayoutRequest, QEvent::Resize});
        const EventCounter colours({QEvent::PaletteChange});
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            QCoreApplication::processEvents();
        }
        QCOMPARE(anew.count(), 0);
        QVERIFY(colours.count() > 0);
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            theme.setMode(mode);
            QCoreApplication::processEvents();
            QCOMPARE(groundOf(*button), theme.color(Role::Accent));
            QCOMPARE(groundOf(*edit), theme.color(Role::Background));
            QCOMPARE(groundOf(window), theme.color(Role::Background));
        }
    }

    void aLookKeepsItsSizeWhateverFontIsGiven()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        QLabel label;
        setLook(label, "hint");
        const double small = label.font().pointSizeF();
        QVERIFY(small < QApplication::font().pointSizeF());
        label.setFont(theme.tabular());
        QCOMPARE(label.font().pointSizeF(), small);
        QCOMPARE(label.font().families(), theme.tabular().families());
    }

    void anotherLookTakesTheFirstBack()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        QLabel label;
        setLook(label, "value");
        QVERIFY(label.font().pointSizeF() > QApplication::font().pointSizeF());
        setLook(label, "dim");
        QCOMPARE(label.font(), QApplication::font());
        QCOMPARE(label.palette().color(label.foregroundRole()), theme.color(Role::Dim));
        setLook(label, "");
        QCOMPARE(label.palette().color(label.foregroundRole()), theme.color(Role::Text));
    }

    void aButtonLooksAsItIsMeant_data()
    {
        QTest::addColumn<QString>("look");
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<bool>("checked");
        QTest::addColumn<Role>("ground");
        QTest::newRow("plain") << QString() << true << false << Role::Panel;
        QTest::newRow("disabled") << QString() << false << false << Role::Background;
        QTest::newRow("switched on") << QString() << true << true << Role::AccentSoft;
        QTest::newRow("primary") << QStringLiteral("primary") << true << false << Role::Accent;
        QTest::newRow("primary, disabled")
            << QStringLiteral("primary") << false << false << Role::Line;
        QTest::newRow("danger") << QStringLiteral("danger") << true << false << Role::Panel;
        QTest::newRow("link") << QStringLiteral("link") << true << false << Role::Background;
    }

    void aButtonLooksAsItIsMeant()
    {
        QFETCH(const QString, look);
        QFETCH(const bool, enabled);
        QFETCH(const bool, checked);
        QFETCH(const Role, ground);
        Theme theme;
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            QWidget window;
            QPushButton button(QStringLiteral("Send to user 42"), &window);
            setLook(button, look.toLatin1().constData());
            button.setCheckable(checked);
            button.setChecked(checked);
            button.setEnabled(enabled);
            button.adjustSize();
            window.resize(300, 100);
            QCOMPARE(
                window.grab().toImage().pixelColor(3, button.height() / 2), theme.color(ground));
        }
    }

    void followsTheDesktopWhileItIsOpen()
    {
        Theme theme;
        theme.setMode(Theme::Mode::System);
        QSignalSpy changed(&theme, &Theme::changed);
        const bool before = theme.isDark();
        DesktopStyle::switchTo(!before);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(theme.isDark(), !before);
        DesktopStyle::switchTo(before);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(theme.isDark(), before);
    }

    void aChosenThemeDoesNotFollowTheDesktop()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        DesktopStyle::switchTo(true);
        QVERIFY(!theme.isDark());
        QVERIFY(changed.isEmpty());
        DesktopStyle::switchTo(false);
    }

    void appliesItsPaletteAndSaysSo()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(Theme::Mode::Dark);
        QCOMPARE(changed.size(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Background));
        theme.setMode(Theme::Mode::Light);
        QVERIFY(!theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::WindowText), theme.color(Role::Text));
    }

    void systemModeIsNotMisledByTheThemesOwnPalette()
    {
        Theme theme;
        const bool desktop = theme.isDark();
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            theme.setMode(mode);
            theme.setMode(Theme::Mode::System);
            QCOMPARE(theme.isDark(), desktop);
        }
    }

    void goingBackToTheDesktopsColoursComesToRest()
    {
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        PaletteEvents events;
        const int rounds = 20;
        for (int round = 0; round < rounds; ++round) {
            for (const auto mode :
                {Theme::Mode::Dark, Theme::Mode::System, Theme::Mode::Light, Theme::Mode::System}) {
                theme.setMode(mode);
                QCoreApplication::processEvents();
            }
        }
        QCOMPARE(changed.size(), 4 * rounds);
        QTRY_VERIFY(events.areOver());
        QCOMPARE(changed.size(), 4 * rounds);
    }

    void whatTheDesktopSaysAgainChangesNothing_data()
    {
        QTest::addColumn<QEvent::Type>("type");
        QTest::addRow("palette") << QEvent::ApplicationPaletteChange;
        QTest::addRow("theme") << QEvent::ThemeChange;
    }

    void whatTheDesktopSaysAgainChangesNothing()
    {
        QFETCH(QEvent::Type, type);
        QWidget window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        Theme theme;
        theme.setMode(Theme::Mode::System);
        QTRY_VERIFY(PaletteEvents().areOver());
        QSignalSpy changed(&theme, &Theme::changed);
        PaletteEvents events;
        for (int i = 0; i < 50; ++i) {
            for (QObject* heard : {static_cast<QObject*>(qApp), static_cast<QObject*>(&window),
                     static_cast<QObject*>(window.windowHandle())})
                QCoreApplication::postEvent(heard, new QEvent(type));
        }
        QTRY_VERIFY(events.areOver());
        QCOMPARE(changed.size(), 0);
    }

    void isWrittenAsOneWord()
    {
        for (const auto mode : {Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark})
            QCOMPARE(Theme::modeFromText(Theme::modeText(mode)), std::optional(mode));
        QVERIFY(!Theme::modeFromText(u"purple"));
    }

    void figuresAreOfTheTypeFaceOfTheText()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        const QStringList families = theme.tabular().families();
        QCOMPARE(families.last(), QApplication::font().family());
        QCOMPARE(families.size(), 2);
        QVERIFY(QFontDatabase::hasFamily(families.first()));
        // What is no figure keeps its width; a figure has that of the others.
        const QFontMetricsF figures(theme.tabular());
        const QFontMetricsF text(QApplication::font());
        QCOMPARE(figures.horizontalAdvance(QStringLiteral("ms")),
            text.horizontalAdvance(QStringLiteral("ms")));
        QCOMPARE(figures.height(), text.height());
    }

    void buttonsOfDialogsCarryNoPicturesOfAnotherStyle()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Dark);
        const QDialogButtonBox box(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
        for (const QAbstractButton* button : box.buttons())
            QVERIFY(button->icon().isNull());
    }

    void figuresInTablesAreOfOneWidth()
    {
        const Theme theme;
        for (const QFont& font : {theme.tabular(), theme.monospace()}) {
            const QFontMetricsF metrics(font);
            for (char16_t figure = u'1'; figure <= u'9'; ++figure)
                QCOMPARE(metrics.horizontalAdvance(QChar(figure)),
                    metrics.horizontalAdvance(QLatin1Char('0')));
        }
    }
};

ROOM_TEST(TestTheme, QApplication)
#include "tst_theme.moc"
