// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/local_hub.h"
#include "hub/log.h"
#include "main_window.h"
#include "messages/messages_page.h"
#include "pages.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui/desktop_style.h"
#include "ui/qt_warnings.h"
#include "support/room.h"
#include "support/sanitizer.h"

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
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace fanlight;
using fanlight::testing::UnderAddressSanitizer;
using fanlight::testing::UnderSanitizer;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What one turn of the event loop may take of a processor: what a person does not take for a delay.
// Of a processor, and not by the clock, since the machines that run tests are busy with others;
// what the window waited otherwise (a lock, a file, another thread) has a bound of its own, from
// which only the time is taken off in which it was ready to run and no processor was free. A
// sanitizer makes everything some ten times as slow.
constexpr int Slowness = UnderSanitizer ? 10 : 1;
constexpr auto LongestTurn = Slowness * 200ms;
// In the suite, beside other tests: what shares a processor's caches and clock takes it up to twice
// as long, of its own time, too.
constexpr auto LongestTurnBesideOthers = 2 * LongestTurn;
constexpr auto LongestWait = Slowness * 6s; // files are written, and disks are shared, too
constexpr auto Hung = 30s;
constexpr qint64 MostGrowthBytes = 96ll << 20;

// Of the thread that asks. Readiness: ready to run, while others ran.
struct Moment {
    std::chrono::nanoseconds processor{0};
    std::chrono::nanoseconds readiness{0};
    std::chrono::nanoseconds clock{0};

    static Moment now()
    {
        Moment moment;
        timespec time;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        moment.processor
            = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
        std::ifstream file("/proc/thread-self/schedstat");
        qint64 ran = 0;
        qint64 ready = 0;
        file >> ran >> ready;
        moment.readiness = std::chrono::nanoseconds(ready);
        moment.clock = std::chrono::steady_clock::now().time_since_epoch();
        return moment;
    }
    std::chrono::nanoseconds waitedSince(const Moment& before) const
    {
        return clock - before.clock - (processor - before.processor)
            - (readiness - before.readiness);
    }
};

struct Longest {
    std::chrono::nanoseconds time{0};
    QString after;

    void take(std::chrono::nanoseconds one, const QString& last)
    {
        if (one > time) {
            time = one;
            after = last;
        }
    }
    double ms() const { return double(time.count()) / 1e6; }
};

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
        m_turnBegan = Moment::now();
        m_last = u"the window as it stood"_s;
        m_end.setRemainingTime(time);
        m_isOver = false;
        soon();
        while (!m_isOver)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }

    const Longest& longestTurn() const { return m_longestTurn; }
    const Longest& longestWait() const { return m_longestWait; }
    const Longest& longestByTheClock() const { return m_longestByTheClock; }
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
        const Moment now = Moment::now();
        m_longestTurn.take(now.processor - m_turnBegan.processor, m_last);
        m_longestWait.take(now.waitedSince(m_turnBegan), m_last);
        m_longestByTheClock.take(now.clock - m_turnBegan.clock, m_last);
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
            m_last = u"another page"_s;
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
            m_last = u"another desktop"_s;
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
            u"0"_s, u"{\"a\":1}"_s, u"🦊🦊"_s, QString(300, u'x'), u"“quoted” & <b>bold</b>"_s,
            u"{\"text\":\""_s + QString(200 << 10, u'y') + u"\"}"_s}; // one line, as it is pasted
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
    Moment m_turnBegan;
    Longest m_longestTurn; // of a processor
    Longest m_longestWait; // for anything but a processor
    Longest m_longestByTheClock;
    std::atomic<bool> m_alive = true;
    std::jthread m_guard;
};

} // namespace

// Every control of every page, pressed in any order, with a hub that runs, and with one that is
// full: nothing hangs, Qt has nothing to warn of, no turn of the event loop takes long, and what is
// taken of memory is given back. A moment of it in the suite; FANLIGHT_WATCHDOG_SECONDS for each
// row, FANLIGHT_WATCHDOG_SEED for an order of its own.
class TestWatchdog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QDir::setCurrent(m_dir.path()); // a file that is named at random
        DesktopStyle::switchTo(false); // playing a desktop is not what is measured
    }

    void anythingMayBePressed_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("full");
        QTest::newRow("small, light") << QSize(860, 520) << false << false;
        QTest::newRow("usual, dark") << QSize(1360, 850) << true << false;
        QTest::newRow("large, light") << QSize(2560, 1440) << false << false;
        QTest::newRow("large, dark, full") << QSize(2560, 1440) << true << true;
    }

    void anythingMayBePressed()
    {
        QFETCH(const QSize, size);
        QFETCH(const bool, dark);
        QFETCH(const bool, full);
        bool isSet = false;
        int seconds = qEnvironmentVariableIntValue("FANLIGHT_WATCHDOG_SECONDS", &isSet);
        const auto longestTurn = isSet ? LongestTurn : LongestTurnBesideOthers;
        if (!isSet)
            seconds = 4;
        int seed = qEnvironmentVariableIntValue("FANLIGHT_WATCHDOG_SEED", &isSet);
        if (!isSet)
            seed = 1;
        const QtWarnings warnings;
        QSettings settings(m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        Theme theme;
        theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        LocalHub hub;
        LogRing log;
        HubOptions options;
        options.listenPort = 0;
        hub.start(options);
        m_streams = 0;
        connect(&hub, &LocalHub::sampled, this,
            [this](const MetricsSample& sample) { m_streams = int(sample.connections); });
        MainWindow window(hub, theme, settings, &log);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(hub.isListening());

        // What is pressed may clear the messages and send the clients away: they come again.
        Presser presser(window, quint32(seed));
        constexpr int Slices = 4;
        qint64 before = 0;
        for (int slice = 0; slice < Slices; ++slice) {
            if (slice == Slices / 2)
                before = residentBytes();
            if (full)
                fill(window, hub, slice == 0);
            if (QTest::currentTestFailed())
                return;
            presser.run(std::chrono::milliseconds(seconds * 1000 / Slices));
        }
        const qint64 growth = residentBytes() - before;

        DesktopStyle::switchTo(false);
        theme.setMode(Theme::Mode::System);
        qInfo("seed %d: %d presses, the longest turn %.0f ms of a processor after %s, the longest "
              "wait %.0f ms after %s, by the clock %.0f ms after %s, memory %+.1f MiB",
            seed, presser.presses(), presser.longestTurn().ms(),
            qPrintable(presser.longestTurn().after), presser.longestWait().ms(),
            qPrintable(presser.longestWait().after), presser.longestByTheClock().ms(),
            qPrintable(presser.longestByTheClock().after), double(growth) / (1 << 20));
        QCOMPARE(QtWarnings::texts(), QStringList());
        QVERIFY2(presser.longestTurn().time < longestTurn, qPrintable(presser.longestTurn().after));
        QVERIFY2(presser.longestWait().time < LongestWait, qPrintable(presser.longestWait().after));
        if (!UnderAddressSanitizer) // which keeps what was freed
            QVERIFY(growth < MostGrowthBytes);
        QVERIFY(presser.presses() > 50);
    }

private:
    static constexpr int Streams = 5000;
    static constexpr int Messages = 10'000;

    // As many streams as the system lets one process have both ends of, and as many messages as the
    // hub keeps. Later, where somebody stopped the hub, there are none.
    void fill(MainWindow& window, LocalHub& hub, bool first)
    {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
        if (!first && !hub.isListening())
            return;
        auto* messages = &window.room().pages().messages();
        PublishRequest request;
        request.userIds = {u"1"_s};
        request.data = R"({"type":"like","by":{"id":7,"name":"Ada"}})";
        const int kept = messages->model()->rowCount();
        for (int i = kept; i < Messages; ++i) {
            hub.publish(request, [](const PublishResult&) {});
            if (i % 500 == 0)
                QCoreApplication::processEvents();
        }
        const int streams = int(std::min<rlim_t>(Streams, (files.rlim_max - 500) / 2));
        if (const int missing = streams - m_streams; missing > 0)
            window.addTestClients(missing);
        if (!first)
            return;
        QTRY_VERIFY_WITH_TIMEOUT(m_streams >= streams, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            (messages->pull(), messages->model()->rowCount() >= Messages), 60'000);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    int m_streams = 0; // as the hub counts them
};

ROOM_TEST(TestWatchdog, QApplication)
#include "tst_watchdog.moc"
