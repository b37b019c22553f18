// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a hub elsewhere, page after page: bench_remote_window URL SECONDS [PAGE …]. Says
// “begin PAGE” and “end PAGE MS LONGEST” around each: how many milliseconds its main thread worked,
// and how long at a stretch, at most, between two turns of its timer. tests/bench/remote.py runs it
// beside a hub and counts what goes over the wire.
#include "hub/log_ring.h"
#include "main_window.h"
#include "pages.h"
#include "remote/remote_hub.h"
#include "shell/hub_room.h"
#include "support/fake_hub_port.h"
#include "theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int SettleMs = 4000; // the page is there, and what it asks for at first has come
constexpr int TurnMs = 5;

// What this thread worked, so that a busy machine does not count.
double mainThreadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1000.0 * double(time.tv_sec) + double(time.tv_nsec) / 1e6;
}

void goOnFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: bench_remote_window URL SECONDS [PAGE ...]\n");
        return 2;
    }
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QSettings settings(folder.filePath(u"settings"_s), QSettings::IniFormat);
    Theme theme;
    fanlight::testing::FakeHubPort home;
    RemoteHub hub(RemoteAddress{QUrl(arguments.takeFirst()), {}, u"remote"_s});
    const int ms = int(1000 * arguments.takeFirst().toDouble());
    MainWindow window(home, theme, settings);
    window.resize(1440, 900);
    window.show();
    HubRoom& room
        = window.visit(hub, {u"remote"_s, u"remote"_s, {}, false, folder.path()}, hub.log());
    hub.connectNow();
    for (int i = 0; i < 300 && !hub.link().isUp(); ++i)
        goOnFor(100);
    if (!hub.link().isUp()) {
        std::fprintf(stderr, "%s\n", qPrintable(hub.link().problem));
        return 1;
    }
    double longest = 0;
    double before = 0;
    QTimer turns;
    turns.setTimerType(Qt::PreciseTimer);
    QObject::connect(&turns, &QTimer::timeout, &turns, [&longest, &before] {
        const double now = mainThreadMs();
        longest = std::max(longest, now - before);
        before = now;
    });
    turns.start(TurnMs);
    for (const QString& page : arguments.isEmpty() ? room.pages().titlesInOrder() : arguments) {
        room.showPage(page);
        goOnFor(SettleMs);
        const double from = mainThreadMs();
        longest = 0;
        std::printf("begin\t%s\n", qPrintable(page));
        std::fflush(stdout);
        goOnFor(ms);
        std::printf("end\t%s\t%.1f\t%.1f\n", qPrintable(page), mainThreadMs() - from, longest);
        std::fflush(stdout);
    }
    return 0;
}
