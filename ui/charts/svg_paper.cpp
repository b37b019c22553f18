// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/svg_paper.h"

#include <QFontInfo>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <cmath>

namespace fanlight {

namespace {

constexpr double MillimetresPerInch = 25.4;
constexpr int Depth = 24; // bits a pixel, which nothing here depends on

QByteArray number(double value)
{
    return QByteArray::number(std::round(value * 100) / 100 + 0.0, 'g', 10);
}

QByteArray escaped(const QString& text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray pathData(const QPainterPath& path)
{
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element at = path.elementAt(i);
        switch (at.type) {
        case QPainterPath::MoveToElement:
            data += 'M';
            break;
        case QPainterPath::LineToElement:
            data += 'L';
            break;
        case QPainterPath::CurveToElement:
            data += 'C';
            break;
        case QPainterPath::CurveToDataElement:
            data += ' ';
            break;
        }
        data += number(at.x) + ' ' + number(at.y);
    }
    return data;
}

QByteArray paint(const char* what, const QColor& color)
{
    QByteArray text = QByteArray(" ") + what + "=\"" + color.name().toLatin1() + '"';
    if (color.alpha() < 255)
        text += QByteArray(" ") + what + "-opacity=\"" + number(color.alphaF()) + '"';
    return text;
}

} // namespace

// What is drawn is mapped to the paper here, so that no element needs a transformation.
class SvgPaper::Engine : public QPaintEngine {
public:
    Engine()
        : QPaintEngine(AllFeatures)
    {
    }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }

    void updateState(const QPaintEngineState& changed) override
    {
        constexpr DirtyFlags OfClip
            = DirtyClipRegion | DirtyClipPath | DirtyClipEnabled | DirtyTransform;
        if ((changed.state() & OfClip) != 0)
            m_clipDirty = true;
    }

    void drawPath(const QPainterPath& path) override { add(path, true); }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        if (mode != PolylineMode)
            path.closeSubpath();
        add(path, mode != PolylineMode);
    }

    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        const QPointF place = painter()->transform().map(at);
        const QFontInfo font(item.font());
        const QByteArray clip = this->clip(); // may write one
        m_body += "<text x=\"" + number(place.x()) + "\" y=\"" + number(place.y())
            + "\" font-family=\"" + escaped(font.family()) + ", sans-serif\" font-size=\""
            + number(font.pixelSize()) + '"';
        if (font.weight() != QFont::Normal)
            m_body += " font-weight=\"" + QByteArray::number(font.weight()) + '"';
        m_body += paint("fill", painter()->pen().color()) + clip + '>' + escaped(item.text())
            + "</text>\n";
    }

    QByteArray body() const { return m_body; }

private:
    void add(const QPainterPath& path, bool filled)
    {
        const QBrush brush = painter()->brush();
        const QPen pen = painter()->pen();
        const bool fills = filled && brush.style() != Qt::NoBrush;
        if (path.isEmpty() || (!fills && pen.style() == Qt::NoPen))
            return;
        const QByteArray clip = this->clip(); // may write one
        m_body += "<path d=\"" + pathData(painter()->transform().map(path)) + '"';
        m_body += fills ? paint("fill", brush.color()) : QByteArray(" fill=\"none\"");
        m_body += pen.style() != Qt::NoPen ? stroke(pen) : QByteArray(" stroke=\"none\"");
        m_body += clip + "/>\n";
    }

    static QByteArray stroke(const QPen& pen)
    {
        const double width = pen.widthF() > 0 ? pen.widthF() : 1;
        QByteArray text = paint("stroke", pen.color()) + " stroke-width=\"" + number(width) + '"';
        if (pen.style() != Qt::SolidLine) {
            QByteArrayList dashes;
            for (const qreal dash : pen.dashPattern())
                dashes << number(dash * width);
            text += " stroke-dasharray=\"" + dashes.join(' ') + '"';
        }
        return text;
    }

    // The clip that holds now, each written once.
    QByteArray clip()
    {
        if (m_clipDirty) {
            m_clipDirty = false;
            m_clip.clear();
            if (painter()->hasClipping()) {
                const QByteArray data = pathData(painter()->transform().map(painter()->clipPath()));
                qsizetype at = m_clips.indexOf(data);
                if (at < 0) {
                    at = m_clips.size();
                    m_clips << data;
                    m_body += "<clipPath id=\"clip" + QByteArray::number(at) + "\"><path d=\""
                        + data + "\"/></clipPath>\n";
                }
                m_clip = " clip-path=\"url(#clip" + QByteArray::number(at) + ")\"";
            }
        }
        return m_clip;
    }

    QByteArray m_body;
    QByteArrayList m_clips;
    QByteArray m_clip; // the attribute; empty: none
    bool m_clipDirty = true;
};

SvgPaper::SvgPaper(const QSize& size, int dotsPerInch, const QString& title)
    : m_size(size)
    , m_dotsPerInch(dotsPerInch)
    , m_title(title)
    , m_engine(std::make_unique<Engine>())
{
}

SvgPaper::~SvgPaper() = default;

QPaintEngine* SvgPaper::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgPaper::svg() const
{
    const QByteArray width = QByteArray::number(m_size.width());
    const QByteArray height = QByteArray::number(m_size.height());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
           "width=\""
        + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + ' ' + height
        + "\" role=\"img\">\n<title>" + escaped(m_title) + "</title>\n" + m_engine->body()
        + "</svg>\n";
}

int SvgPaper::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return qRound(m_size.width() * MillimetresPerInch / m_dotsPerInch);
    case PdmHeightMM:
        return qRound(m_size.height() * MillimetresPerInch / m_dotsPerInch);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return m_dotsPerInch;
    case PdmDepth:
        return Depth;
    case PdmNumColors:
        return std::numeric_limits<int>::max();
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace fanlight
