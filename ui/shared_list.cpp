// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared_list.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace fanlight {

using namespace std::chrono_literals;

namespace {
constexpr auto LockPatience = 2s; // a write of another window takes milliseconds
constexpr auto Settle = 100ms;
} // namespace

SharedList::SharedList(Form form, QObject* parent)
    : QObject(parent)
    , m_form(std::move(form))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settle);
    connect(&m_settle, &QTimer::timeout, this, &SharedList::lookAgain);
    // The folder: files are replaced, which a watch on one of them does not outlive.
    connect(
        &m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
}

SharedList::~SharedList()
{
    m_worker.waitForDone();
}

JsonList SharedList::load()
{
    JsonList list = loadJsonList(m_form.path, m_form.key, m_form.what, m_form.isGood);
    m_problem = list.problem;
    m_base = byIdentity(list.items);
    watch();
    return list;
}

void SharedList::watch()
{
    const QString folder = QFileInfo(m_form.path).absolutePath();
    if (m_watcher.directories().isEmpty() && QFileInfo::exists(folder))
        m_watcher.addPath(folder);
}

QHash<QByteArray, QJsonObject> SharedList::byIdentity(const QJsonArray& items) const
{
    QHash<QByteArray, QJsonObject> known;
    for (const auto& item : items)
        known.insert(m_form.identity(item.toObject()), item.toObject());
    return known;
}

QJsonArray SharedList::merged(const Form& form, const QHash<QByteArray, QJsonObject>& base,
    const QJsonArray& mine, const QJsonArray& disk)
{
    QHash<QByteArray, QJsonObject> there;
    for (const auto& item : disk)
        there.insert(form.identity(item.toObject()), item.toObject());
    std::vector<QJsonObject> items;
    QHash<QByteArray, bool> taken;
    for (const auto& value : mine) {
        const QJsonObject item = value.toObject();
        const QByteArray identity = form.identity(item);
        const auto before = base.constFind(identity);
        const auto now = there.constFind(identity);
        const bool isUnchanged = before != base.constEnd() && *before == item;
        taken.insert(identity, true);
        if (!isUnchanged)
            items.push_back(item);
        else if (now != there.constEnd())
            items.push_back(*now); // as another window has it
        // else another window took it away
    }
    for (const auto& value : disk) {
        const QJsonObject item = value.toObject();
        const QByteArray identity = form.identity(item);
        // one that was known and is not in ours was taken away here
        if (!taken.contains(identity) && !base.contains(identity))
            items.push_back(item);
    }
    if (form.isBefore)
        std::stable_sort(items.begin(), items.end(), form.isBefore);
    QJsonArray result;
    for (const QJsonObject& item : items)
        result.append(item);
    return result;
}

void SharedList::write(std::function<QJsonArray()> make)
{
    ++m_writing;
    m_isPending = false;
    m_worker.start([this, make = std::move(make)] {
        const QJsonArray mine = make();
        QDir().mkpath(QFileInfo(m_form.path).absolutePath());
        QLockFile lock(m_form.path + QStringLiteral(".lock"));
        // Where it cannot be had the write itself says what is wrong.
        const bool isLocked = lock.tryLock(int(std::chrono::milliseconds(LockPatience).count()));
        const JsonList disk = loadJsonList(m_form.path, m_form.key, m_form.what, m_form.isGood);
        const QJsonArray items = merged(m_form, m_base, mine, disk.items);
        const QString problem = saveJsonList(m_form.path, m_form.key, m_form.what, items);
        if (isLocked)
            lock.unlock();
        if (problem.isEmpty())
            m_base = byIdentity(mine);
        const bool isMore = problem.isEmpty() && items != mine;
        Worker::answer(this, [this, problem, items, isMore] {
            --m_writing;
            watch(); // its folder may be new
            if (std::exchange(m_problem, problem) != problem)
                Q_EMIT problemChanged();
            if (isMore)
                tell(items);
        });
    });
}

// Unless the owner has changed the list meanwhile: then the next write merges again.
void SharedList::tell(const QJsonArray& items)
{
    if (m_writing > 0 || m_isPending)
        return;
    m_worker.start([this, items] { m_base = byIdentity(items); });
    Q_EMIT othersChanged(items);
}

void SharedList::lookAgain()
{
    if (m_writing > 0 || m_isPending)
        return;
    m_worker.start([this] {
        if (!QFileInfo::exists(m_form.path))
            return; // moved aside, or never written: what is here is the list
        const JsonList disk = loadJsonList(m_form.path, m_form.key, m_form.what, m_form.isGood);
        if (!disk.problem.isEmpty())
            return;
        if (byIdentity(disk.items) != m_base) // else it was our own write, or another file
            Worker::answer(this, [this, items = disk.items] { tell(items); });
    });
}

} // namespace fanlight
