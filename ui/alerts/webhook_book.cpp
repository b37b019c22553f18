// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/webhook_book.h"

#include "alerts/webhook_sender.h"
#include "auth/endpoint_url.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qint64 MostFileBytes = 1 << 20;
const QString HookAllKey = u"all"_s;
const QString HookRulesKey = u"rules"_s;

bool isGoodHook(const QString& url)
{
    return !url.isEmpty() && WebhookSender::problemOf(url).isEmpty();
}

} // namespace

WebhookBook::WebhookBook(const QString& path, QObject* parent)
    : QObject(parent)
    , m_path(path)
{
    reload();
}

void WebhookBook::reload()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > MostFileBytes)
        return;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    const QString forAll = all.value(HookAllKey).toString();
    m_forAll = isGoodHook(forAll) ? forAll : QString();
    m_own.clear();
    const QJsonObject rules = all.value(HookRulesKey).toObject();
    for (auto rule = rules.begin(); rule != rules.end() && m_own.size() < Most; ++rule) {
        if (isGoodHook(rule.value().toString()))
            m_own.insert(rule.key(), rule.value().toString());
    }
}

QUrl WebhookBook::urlFor(const QString& rule) const
{
    const QString url = m_own.value(rule, m_forAll);
    return url.isEmpty() ? QUrl() : auth::endpointUrl(url);
}

QString WebhookBook::setForAll(const QString& url)
{
    reload();
    if (std::exchange(m_forAll, url.trimmed()) == url.trimmed())
        return {};
    return write();
}

QString WebhookBook::setOwn(const QString& rule, const QString& url)
{
    reload();
    if (m_own.value(rule) == url.trimmed())
        return {};
    if (url.trimmed().isEmpty())
        m_own.remove(rule);
    else if (m_own.size() < Most || m_own.contains(rule))
        m_own.insert(rule, url.trimmed());
    else
        return tr("There are %1 webhooks, which is as many as are kept.").arg(Most);
    return write();
}

QString WebhookBook::write()
{
    QJsonObject rules;
    for (auto rule = m_own.cbegin(); rule != m_own.cend(); ++rule)
        rules.insert(rule.key(), rule.value());
    const QJsonObject all{{HookAllKey, m_forAll}, {HookRulesKey, rules}};
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) // before anything is in it
        && file.write(QJsonDocument(all).toJson()) >= 0 && file.commit();
    Q_EMIT changed();
    return isWritten ? QString()
                     : tr("The webhook was not kept: %1: %2", "a file, what is wrong with it")
                           .arg(m_path, file.errorString());
}

} // namespace fanlight
