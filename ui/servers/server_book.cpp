// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_book.h"

#include "metrics/natural_order.h"
#include "settings/kept_options.h"

#include <QSettings>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Root = u"servers"_s;

QString keyOf(const QString& id, const char* what)
{
    return Root + u'/' + id + u'/' + QString::fromLatin1(what);
}

ServerProfile read(const QSettings& settings, const QString& id)
{
    const auto text = [&](const char* what) { return settings.value(keyOf(id, what)).toString(); };
    ServerProfile profile;
    QString problem;
    profile.id = id;
    profile.name = text("name");
    profile.url = ServerProfile::readUrl(text("url"), problem);
    profile.color = settings.value(keyOf(id, "colour"), -1).toInt();
    profile.group = text("group");
    profile.sshAlias = text("ssh");
    profile.isProduction = settings.value(keyOf(id, "production")).toBool();
    profile.needsToken = settings.value(keyOf(id, "token")).toBool();
    return profile;
}

bool isSameName(const QString& a, const QString& b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

} // namespace

ServerBook::ServerBook(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    reload();
}

void ServerBook::reload()
{
    m_settings.sync();
    std::vector<ServerProfile> before;
    before.swap(m_all);
    m_problem.clear();
    m_settings.beginGroup(Root);
    const QStringList ids = m_settings.childGroups();
    m_settings.endGroup();
    int left = 0;
    for (const QString& id : ids) {
        const ServerProfile profile
            = ServerProfile::isId(id) ? read(m_settings, id) : ServerProfile();
        if (m_all.size() < Most && !profile.id.isEmpty() && problemOf(profile).isEmpty())
            m_all.push_back(profile);
        else
            ++left;
    }
    sort();
    if (left > 0)
        m_problem = tr(
            "%n server(s) of the settings file cannot be read and is/are left out.", nullptr, left);
    if (before != m_all)
        Q_EMIT changed();
}

const ServerProfile* ServerBook::find(QStringView id) const
{
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [&](const ServerProfile& one) { return one.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

const ServerProfile* ServerBook::findNamed(const QString& name) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
        [&](const ServerProfile& one) { return isSameName(one.name, name); });
    return found == m_all.end() ? nullptr : &*found;
}

QStringList ServerBook::groups() const
{
    QStringList groups;
    for (const ServerProfile& one : m_all) {
        if (!one.group.isEmpty() && !groups.contains(one.group))
            groups << one.group;
    }
    return groups;
}

QString ServerBook::problemOf(const ServerProfile& profile) const
{
    if (const QString wrong = profile.problem(); !wrong.isEmpty())
        return wrong;
    if (const ServerProfile* other = findNamed(profile.name); other && other->id != profile.id)
        return tr("Another server is called “%1”.").arg(other->name);
    if (!find(profile.id) && m_all.size() >= Most)
        return tr("There are %n servers already, which is the most: remove one first.", nullptr,
            int(Most));
    return {};
}

QString ServerBook::put(const ServerProfile& profile)
{
    ServerProfile kept = profile;
    kept.name = kept.name.trimmed();
    kept.group = kept.group.trimmed();
    if (const QString wrong = problemOf(kept); !wrong.isEmpty())
        return wrong;
    const auto set = [&](const char* what, const QVariant& value) {
        m_settings.setValue(keyOf(kept.id, what), value);
    };
    set("name", kept.name);
    set("url", kept.url.toString());
    set("colour", kept.color);
    set("group", kept.group);
    set("ssh", kept.sshAlias);
    set("production", kept.isProduction);
    set("token", kept.needsToken);
    std::erase_if(m_all, [&](const ServerProfile& one) { return one.id == kept.id; });
    m_all.push_back(kept);
    sort();
    const QString notKept = writeSettings(m_settings);
    Q_EMIT changed();
    return notKept;
}

void ServerBook::remove(const QString& named)
{
    const QString id = named; // it may be that of the profile that goes
    if (!find(id))
        return;
    m_settings.remove(Root + u'/' + id);
    writeSettings(m_settings);
    std::erase_if(m_all, [&](const ServerProfile& one) { return one.id == id; });
    Q_EMIT changed();
}

void ServerBook::sort()
{
    std::stable_sort(
        m_all.begin(), m_all.end(), [](const ServerProfile& a, const ServerProfile& b) {
            const auto groups = compareNaturally(a.group, b.group);
            return groups != 0 ? groups < 0 : compareNaturally(a.name, b.name) < 0;
        });
}

} // namespace fanlight
