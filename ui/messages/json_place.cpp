// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/json_place.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// What stands before the colon of a line `"name": …`; a null string: it has no name.
QString nameOf(QStringView line)
{
    if (!line.startsWith(u'"'))
        return {};
    qsizetype end = 1;
    while (end < line.size() && line[end] != u'"')
        end += line[end] == u'\\' ? 2 : 1;
    if (end >= line.size() || !line.sliced(end + 1).startsWith(u": "))
        return {};
    const QByteArray name = '[' + line.first(end + 1).toUtf8() + ']';
    return QJsonDocument::fromJson(name).array().at(0).toString();
}

// An object or array that is open at a line.
struct Level {
    bool isArray = false;
    int elements = 0; // of an array, begun
    QString path;
};

} // namespace

QString jsonPathOfLine(const QString& pretty, int wanted)
{
    std::vector<Level> levels;
    int number = 0;
    for (const QStringView whole : QStringView(pretty).tokenize(u'\n')) {
        const QStringView line = whole.trimmed();
        QString path;
        if (!line.isEmpty() && line[0] != u'}' && line[0] != u']' && !levels.empty()) {
            Level& in = levels.back();
            const QString name = in.isArray ? QString::number(in.elements++) : nameOf(line);
            path = in.path.isEmpty() ? name : QString(in.path + u'.' + name);
        }
        if (number++ == wanted)
            return path;
        if (line.endsWith(u'{') || line.endsWith(u'['))
            levels.push_back({line.endsWith(u'['), 0, path});
        else if ((line.startsWith(u'}') || line.startsWith(u']')) && !levels.empty())
            levels.pop_back();
    }
    return {};
}

} // namespace fanlight
