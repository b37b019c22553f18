// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/log.h"
#include "main_window.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui/desktop_style.h"
#include "support/room.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <ctime>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What one turn of the event loop may take of a processor. It is what a change of the theme takes,
// which gives every widget its style anew; all else is to stay below a fifth of a second, which
// the test tells and a busy machine would not let it ask for.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr auto LongestTurn = 20'000ms;
#else
constexpr auto LongestTurn = 3000ms;
#endif
constexpr auto Hung = 30s;
constexpr qint64 MostGrowthBytes = 96ll << 20;

std::chrono::nanoseconds threadTime()
{
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

qint64 residentBytes()
{
    std::ifstream file("/proc/self/statm");
    qint64 size = 0;
    qint64 resident = 0;
    file >> size >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

QString nameOf(const QWidget& widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        name += u" “"_s + button->text() + u'”';
    return name + u' ' + widget.accessibleName();
}

// What Qt, and the program, warn of while it lives.
class Warnings {
public:
    Warnings()
    {
        s_texts.clear();
        s_before = qInstallMessageHandler(
            [](QtMsgType type, const QMessageLogContext& context, const QString& text) {
                const std::string_view category = context.category ? context.category : "";
                // The hub's own lines are for its user: a refused port, a fault that was asked for.
                // Nor is there a desktop here.
                if (type != QtDebugMsg && type != QtInfoMsg && !category.starts_with("fanlight")
                    && !text.startsWith(u"This plugin does not support"))
                    s_texts << text;
                s_before(type, context, text);
            });
    }
    ~Warnings() { qInstallMessageHandler(s_before); }
    static QStringList texts() { return s_texts; }

private:
    inline static QStringList s_texts;
    inline static QtMessageHandler s_before = nullptr;
};

// Presses whatever can be pressed, one thing a turn, in dialogs and menus, too, and keeps what took
// long.
class Presser : public QObject {
    Q_OBJECT
public:
    Presser(MainWindow& window, quint32 seed)
        : m_window(window)
        , m_random(seed)
    {
        QDesktopServices::setUrlHandler(u"http"_s, this, "swallow");
        QDesktopServices::setUrlHandler(u"file"_s, this, "swallow");
        m_guard = std::jthread([this](const std::stop_token& stop) {
            auto left = std::chrono::milliseconds(Hung);
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(100ms);
                left = m_alive.exchange(false) ? Hung : left - 100ms;
                if (left <= 0ms)
                    qFatal("The window hangs.");
            }
        });
    }
    ~Presser() override
    {
        QDesktopServices::unsetUrlHandler(u"http"_s);
        QDesktopServices::unsetUrlHandler(u"file"_s);
    }

    void run(std::chrono::milliseconds time)
    {
        m_turnBegan = threadTime();
        m_end.setRemainingTime(time);
        m_isOver = false;
        soon();
        while (!m_isOver)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }

    std::chrono::nanoseconds longestTurn() const { return m_longest; }
    QString longestAfter() const { return m_longestAfter; }
    int presses() const { return m_presses; }

public Q_SLOTS:
    void swallow(const QUrl&) { }

private:
    // A timer of its own each time: one that is being handled does not fire in the loop of a
    // dialog.
    void soon() { QTimer::singleShot(1ms, this, &Presser::turn); }

    void turn()
    {
        m_alive = true;
        const std::chrono::nanoseconds now = threadTime();
        if (now - m_turnBegan > m_longest) {
            m_longest = now - m_turnBegan;
            m_longestAfter = m_last;
        }
        m_turnBegan = now;
        if (m_end.hasExpired())
            closeWhatIsOpen();
        m_isOver = m_end.hasExpired() && m_depth == 0;
        if (m_isOver)
            return;
        soon();
        if (m_end.hasExpired())
            return;
        ++m_depth; // what is pressed may run a loop of its own, which comes by here
        press();
        --m_depth;
        ++m_presses;
    }

    void press()
    {
        if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget()))
            return pressAction(*menu);
        if (QWidget* popup = QApplication::activePopupWidget()) {
            if (m_random.bounded(4) == 0)
                popup->close();
            else
                pressIn(*popup);
            return;
        }
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            m_last = u"dialog "_s + dialog->windowTitle();
            if (qobject_cast<QFileDialog*>(dialog) || m_random.bounded(6) == 0)
                dialog->reject();
            else
                pressIn(*dialog);
            return;
        }
        switch (m_random.bounded(12)) {
        case 0: {
            const QList<int> pages = m_window.findChild<PageList*>()->pagesInOrder();
            m_window.showPage(pages.at(m_random.bounded(int(pages.size()))));
            return;
        }
        case 1:
            if (QMenuBar* bar = m_window.menuBar(); !bar->actions().isEmpty()) {
                if (QMenu* menu
                    = bar->actions().at(m_random.bounded(int(bar->actions().size())))->menu())
                    pressAction(*menu);
            }
            return;
        case 2:
            DesktopStyle::switchTo(m_random.bounded(2) == 0);
            return;
        default:
            pressIn(m_window);
        }
    }

    void pressAction(QMenu& menu)
    {
        QList<QAction*> actions;
        for (QAction* action : menu.actions()) {
            if (action->isEnabled() && action->isVisible() && !action->isSeparator()
                && !action->text().contains(u"Quit"_s))
                actions << action;
        }
        if (actions.isEmpty() || m_random.bounded(5) == 0) {
            menu.close();
            return;
        }
        QAction* action = actions.at(m_random.bounded(int(actions.size())));
        m_last = u"action "_s + action->text();
        if (action->menu())
            return pressAction(*action->menu());
        menu.close();
        action->trigger();
    }

    void pressIn(QWidget& window)
    {
        std::vector<QWidget*> controls;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && widget->window() == &window
                && isControl(*widget))
                controls.push_back(widget);
        }
        if (controls.empty())
            return;
        QWidget& control = *controls[std::size_t(m_random.bounded(int(controls.size())))];
        m_last = nameOf(control);
        pressControl(control);
    }

    static bool isControl(const QWidget& widget)
    {
        return qobject_cast<const QAbstractButton*>(&widget)
            || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QLineEdit*>(&widget)
            || qobject_cast<const QPlainTextEdit*>(&widget)
            || qobject_cast<const QAbstractSpinBox*>(&widget)
            || qobject_cast<const QTabBar*>(&widget)
            || qobject_cast<const QAbstractItemView*>(&widget);
    }

    void pressControl(QWidget& control)
    {
        if (auto* button = qobject_cast<QAbstractButton*>(&control))
            return button->click();
        if (auto* box = qobject_cast<QComboBox*>(&control)) {
            if (box->count() > 0)
                box->setCurrentIndex(m_random.bounded(box->count()));
            return;
        }
        if (auto* spin = qobject_cast<QAbstractSpinBox*>(&control))
            return m_random.bounded(2) ? spin->stepUp() : spin->stepDown();
        if (auto* bar = qobject_cast<QTabBar*>(&control)) {
            if (bar->count() > 0)
                bar->setCurrentIndex(m_random.bounded(bar->count()));
            return;
        }
        if (auto* header = qobject_cast<QHeaderView*>(&control)) {
            if (header->count() > 0)
                QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                    {header->sectionViewportPosition(m_random.bounded(header->count())) + 4, 4});
            return;
        }
        if (auto* view = qobject_cast<QAbstractItemView*>(&control)) {
            if (view->model() && view->model()->rowCount() > 0)
                view->setCurrentIndex(
                    view->model()->index(m_random.bounded(view->model()->rowCount()), 0));
            if (m_random.bounded(3) == 0)
                QTest::keyClick(view, Qt::Key_Menu);
            return;
        }
        type(control);
    }

    // An address that was typed at random would be asked for, somewhere.
    void type(QWidget& edit)
    {
        const QString name = edit.accessibleName();
        for (const QString& address : {u"ddress"_s, u"arget"_s, u"URL"_s, u"Redis"_s, u"isten"_s,
                 u"Host"_s, u"host"_s, u"Sentinel"_s}) {
            if (name.contains(address))
                return;
        }
        static const QString Texts[] = {u""_s, u"42"_s, u"like"_s, u"user:1* type:like"_s, u"10s"_s,
            u"0"_s, u"{\"a\":1}"_s, u"🦊🦊"_s, QString(300, u'x'), u"“quoted” & <b>bold</b>"_s};
        const QString& text = Texts[m_random.bounded(int(std::size(Texts)))];
        if (auto* line = qobject_cast<QLineEdit*>(&edit)) {
            line->setText(text);
            Q_EMIT line->textEdited(text);
            if (m_random.bounded(2) == 0)
                QTest::keyClick(line, Qt::Key_Return);
        } else if (auto* plain = qobject_cast<QPlainTextEdit*>(&edit);
                   plain && !plain->isReadOnly()) {
            plain->setPlainText(text);
        }
    }

    void closeWhatIsOpen()
    {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget != &m_window && widget->isVisible())
                widget->close();
        }
    }

    MainWindow& m_window;
    QRandomGenerator m_random;
    QDeadlineTimer m_end;
    bool m_isOver = true;
    int m_depth = 0;
    int m_presses = 0;
    QString m_last;
    std::chrono::nanoseconds m_turnBegan{0};
    std::chrono::nanoseconds m_longest{0};
    QString m_longestAfter;
    std::atomic<bool> m_alive = true;
    std::jthread m_guard;
};

} // namespace

// Every control of every page, pressed in any order, with a hub that runs: nothing hangs, Qt has
// nothing to warn of, no turn of the event loop takes long, and what is taken of memory is given
// back. FANLIGHT_WATCHDOG_SECONDS for each row, FANLIGHT_WATCHDOG_SEED for an order of its own.
class TestWatchdog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QDir::setCurrent(m_dir.path()); } // a file that is named at random

    void anythingMayBePressed_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::newRow("small, light") << QSize(860, 520) << false;
        QTest::newRow("usual, dark") << QSize(1360, 850) << true;
        QTest::newRow("large, light") << QSize(2560, 1440) << false;
    }

    void anythingMayBePressed()
    {
        QFETCH(const QSize, size);
        QFETCH(const bool, dark);
        bool isSet = false;
        int seconds = qEnvironmentVariableIntValue("FANLIGHT_WATCHDOG_SECONDS", &isSet);
        if (!isSet)
            seconds = 8;
        int seed = qEnvironmentVariableIntValue("FANLIGHT_WATCHDOG_SEED", &isSet);
        if (!isSet)
            seed = 1;
        const Warnings warnings;
        QSettings settings(m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        Theme theme;
        theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        Hub hub;
        LogRing log;
        HubOptions options;
        options.listenPort = 0;
        hub.start(options);
        MainWindow window(hub, theme, settings, &log);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(hub.isListening());

        Presser presser(window, quint32(seed));
        presser.run(std::chrono::seconds(seconds) / 2);
        const qint64 before = residentBytes();
        presser.run(std::chrono::seconds(seconds) / 2);
        const qint64 growth = residentBytes() - before;

        DesktopStyle::switchTo(false);
        theme.setMode(Theme::Mode::System);
        qInfo("%d presses, the longest turn %.0f ms after %s, memory %+.1f MiB", presser.presses(),
            double(presser.longestTurn().count()) / 1e6, qPrintable(presser.longestAfter()),
            double(growth) / (1 << 20));
        QCOMPARE(Warnings::texts(), QStringList());
        QVERIFY2(presser.longestTurn() < LongestTurn, qPrintable(presser.longestAfter()));
        QVERIFY(growth < MostGrowthBytes);
        QVERIFY(presser.presses() > 50);
    }

private:
    QTemporaryDir m_dir;
    int m_files = 0;
};

ROOM_TEST(TestWatchdog, QApplication)
#include "tst_watchdog.moc"
