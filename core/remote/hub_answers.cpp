// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hub_answers.h"

#include <QJsonDocument>

namespace fanlight::hub_answers {

using namespace Qt::Literals::StringLiterals;

QString notUnderstood()
{
    return RemoteText::tr("The hub answers what this version does not understand.");
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString errorOf(const HubAnswer& answer)
{
    const QString said = link_problem::tidied(answer.object["error"_L1].toString());
    return said.isEmpty() ? answer.problem.text : said;
}

QUrlQuery queryOf(std::initializer_list<std::pair<QString, QString>> items)
{
    QUrlQuery query;
    for (const auto& [name, value] : items)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return query;
}

void get(HubRequests& requests, const QString& path, const QUrlQuery& query, Answered done,
    qint64 mostBytes)
{
    HubRequests::Call call;
    call.path = path;
    call.query = query;
    call.mostBytes = mostBytes;
    requests.ask(call, std::move(done));
}

void send(HubRequests& requests, const QByteArray& method, const QString& path,
    const QJsonObject& body, Answered done)
{
    HubRequests::Call call;
    call.method = method;
    call.path = path;
    call.body = body.isEmpty() ? QByteArray() : compact(body);
    requests.ask(call, std::move(done));
}

} // namespace fanlight::hub_answers
